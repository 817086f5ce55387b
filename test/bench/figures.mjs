/** The middle of some numbers. */
export const median = (values) => {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

/** Three digits are more than a shared machine can tell. */
export const rounded = (value) => Number(value.toPrecision(3));

/** How many times as much the first had as the second, round by round: the same minute of the machine for both. */
export const pairRatios = (ours, theirs) => {
  const ratios = ours.map((each, index) => each / theirs[index]);
  return {
    min: rounded(Math.min(...ratios)),
    median: rounded(median(ratios)),
    max: rounded(Math.max(...ratios)),
  };
};

/** All ratios of a run by key, with their medians alone: what is compared between runs. */
export const mediansOf = (results) =>
  Object.fromEntries(
    results.flatMap(({ ratios }) => Object.entries(ratios).map(([key, spread]) => [key, spread.median])),
  );

export const spreadsOf = (results) => Object.assign({}, ...results.map(({ ratios }) => ratios));

/**
 * A figure of a run: a ratio by its key, or `question:who:figure` of what was asked, `job:who:perSecond` of a large job,
 * `size:database` in MiB.
 */
export const figureOf = ({ ratios, results }, key) => {
  if (ratios[key] !== undefined) return ratios[key];
  const [name, who, figure] = key.split(':');
  const [found, ...others] = results.filter((each) => each.name === name);
  if (others.length > 0) throw new Error(`The run has several results ${name}.`);
  const value =
    name === 'size'
      ? found?.databaseMb
      : (found?.askers?.[who]?.[figure] ??
        (figure === 'perSecond' && found?.rows / found?.jobs?.[who]?.median));
  if (!(value > 0)) throw new Error(`The run has no figure ${key}.`);
  return value;
};
