import { dayStories, lineStories } from "./area-stories.tsx";
import { attributeStories, controlStories, type Story } from "./control-stories.tsx";
import { funnelStories } from "./funnel-stories.tsx";
import { capacityStories, forecastStories, judgementStories, rareStories } from "./other-stories.tsx";

/** Every story, by kind of chart. */
export const stories: Readonly<Record<string, readonly Story[]>> = {
  control: controlStories,
  attribute: attributeStories,
  rare: rareStories,
  funnel: funnelStories,
  forecast: forecastStories,
  judgement: judgementStories,
  capacity: capacityStories,
  lines: lineStories,
  days: dayStories,
};
