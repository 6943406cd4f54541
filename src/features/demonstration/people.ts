/** Who stands on the sign-in page of a demonstration: one for each role that opens anything. The names are used where no invented worker fits. */
export type DemonstrationPerson = {
  readonly role: string;
  readonly name: string;
  /** `holder`: somebody who holds children; `manager`: somebody who leads a team that does. */
  readonly as: "holder" | "manager" | "other";
  readonly registered: boolean;
};

const person = (
  role: string,
  name: string,
  as: DemonstrationPerson["as"] = "other",
  registered = true,
): DemonstrationPerson => ({ role, name, as, registered });

export const DEMONSTRATION_PEOPLE: readonly DemonstrationPerson[] = [
  person("social-worker", "Amara Lindqvist", "holder"),
  person("team-manager", "Rosa Penhale", "manager"),
  person("service-manager", "Howard Tremlett"),
  person("head-of-service", "Jumoke Farrant"),
  person("director", "Lena Novakova"),
  person("conference-chair", "Desmond Oakeshott"),
  person("independent-reviewing-officer", "Priya Wetherall"),
  person("performance-analyst", "Tom Garside"),
  person("principal-social-worker", "Ines Calloway"),
  person("auditor", "Marcus Thirlby"),
  person("contact-officer", "Dee Achterberg"),
  person("hub-social-worker", "Nadia Rowcliffe", "holder"),
  person("out-of-hours-worker", "Callum Brackett", "other"),
  person("family-help-practitioner", "Sian Prosser", "holder", false),
  person("lead-child-protection-practitioner", "Yusuf Hallam", "holder"),
  person("personal-adviser", "Grace Ollerton", "holder", false),
  person("virtual-school", "Peter Nankivell"),
  person("health-coordinator", "Oyinkan Shaw"),
  person("data-protection-officer", "Mairi Strand"),
  person("caldicott-guardian", "Felix Dunnett"),
  person("inspector", "An inspector"),
  person("scrutiny", "Councillor Beth Amory"),
  person("system-administrator", "Kit Marlowe-Reed"),
];
