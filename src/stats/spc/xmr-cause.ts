/** Which way is better. */
export type ImprovementDirection = "increase" | "decrease" | "neutral";

/** The rule reported for a point, in the words of the reference. */
export type SpecialCause =
  | "Common Cause"
  | "Above UCL"
  | "Below LCL"
  | "7 Point Trend (Increasing)"
  | "7 Point Trend (Decreasing)"
  | "2 in 3 Above CL"
  | "2 in 3 Below CL"
  | "7 Points Above CL"
  | "7 Points Below CL";

export type PointType =
  | "common_cause"
  | "special_cause_improvement"
  | "special_cause_concern"
  | "special_cause_neutral_high"
  | "special_cause_neutral_low";

export type Variation =
  | "common_cause"
  | "improvement_high"
  | "improvement_low"
  | "concern_high"
  | "concern_low"
  | "neutral_high"
  | "neutral_low";

/** Which side a signal points to. */
export type Direction = "high" | "low";

/** The one cause reported for a point, first that applies: outside, trend, two of three, shift. `direction` is its side of the mean. */
export function causeOf(flags: {
  direction: Direction;
  outside: boolean;
  trend: number;
  twoInThree: boolean;
  shift: boolean;
}): { cause: SpecialCause; direction: Direction | null } {
  const { direction } = flags;
  const high = direction === "high";
  if (flags.outside) return { cause: high ? "Above UCL" : "Below LCL", direction };
  if (flags.trend > 0) return { cause: "7 Point Trend (Increasing)", direction: "high" };
  if (flags.trend < 0) return { cause: "7 Point Trend (Decreasing)", direction: "low" };
  if (flags.twoInThree) return { cause: high ? "2 in 3 Above CL" : "2 in 3 Below CL", direction };
  if (flags.shift) return { cause: high ? "7 Points Above CL" : "7 Points Below CL", direction };
  return { cause: "Common Cause", direction: null };
}

/** Whether a cause is good news. Without a better direction it is neither. */
export function judge(
  direction: Direction | null,
  better: ImprovementDirection,
): { pointType: PointType; variation: Variation } {
  if (direction === null) return { pointType: "common_cause", variation: "common_cause" };
  if (better === "neutral") {
    return { pointType: `special_cause_neutral_${direction}`, variation: `neutral_${direction}` };
  }
  const improvement = (direction === "high") === (better === "increase");
  return improvement
    ? { pointType: "special_cause_improvement", variation: `improvement_${direction}` }
    : { pointType: "special_cause_concern", variation: `concern_${direction}` };
}
