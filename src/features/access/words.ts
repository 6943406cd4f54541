/** Why somebody may open one record in an emergency. Source: the rulebook's section 3, made a list. */
export const EMERGENCIES = [
  { code: "harm-now", words: "A child may come to significant harm and it cannot wait" },
  { code: "missing", words: "A child is missing, or has just been found" },
  { code: "out-of-hours", words: "I act out of hours and the child's worker cannot be reached" },
  { code: "police-or-hospital", words: "The police or a hospital ask in an emergency" },
  { code: "court-today", words: "A court needs an answer today" },
] as const;

/** Why a record is restricted. Source: the rulebook's section 3. */
export const RESTRICTIONS = [
  { code: "staff-family", words: "Family of a member of staff or a councillor" },
  { code: "adoption", words: "Adoption" },
  { code: "protected-address", words: "Protected address" },
  { code: "witness-protection", words: "Witness protection" },
  { code: "allegation", words: "Allegation against a professional" },
  { code: "legal-privilege", words: "Legal privilege" },
  { code: "police-intelligence", words: "Police intelligence" },
  { code: "domestic-abuse", words: "Domestic abuse" },
  { code: "other", words: "Another reason, given below" },
] as const;

export const sayEmergency = (code: string): string =>
  EMERGENCIES.find((each) => each.code === code)?.words ?? code;

/**
 * Said after an emergency opening whether there is a record with that number or not: the page must not be a way to find out who is known, or restricted.
 */
export const OPENED =
  "If there is a record with that number, it is open to you for one hour. Managers and the data protection officer have been told, and one of them will review it.";

/** What an act in the log was, for people. Acts of other slices come as their own words if they are not here. */
const ACTS: Readonly<Record<string, string>> = {
  "child.viewed": "Opened the record",
  "child.refused": "Looked, and the record did not open",
  "record.break-glass": "Opened in an emergency",
  "record.break-glass.review": "Reviewed an emergency opening",
  "restriction.place": "Restricted the record",
  "restriction.name": "Named somebody on the restricted record",
  "restriction.unname": "Took somebody off the restricted record",
  "restriction.lift": "Lifted the restriction",
  "log.record": "Looked at who has looked",
  "log.all": "Looked at the access log",
  refused: "Tried something they may not do",
  "sign-in": "Signed in",
  "sign-in.refused": "Was not signed in",
  "sign-out": "Signed out",
  "second-factor.set": "Set up an authenticator",
  "password.change": "Changed their password",
  "session.end": "Ended a session",
  "account.invite": "Made an account",
  "account.change": "Changed an account",
  "account.disable": "Disabled an account",
  "account.enable": "Enabled an account",
  "account.new-link": "Made a new link for an account",
  "account.link-used": "Chose a password through a link",
  "sign-in.again": "Gave their code again",
  "restriction.list": "Looked at the list of restricted records",
  "restriction.view": "Looked at a restriction",
  "record.break-glass.list": "Looked at the emergency openings",
  "record.break-glass.view": "Looked at an emergency opening",
  "team.make": "Made a team",
  "installation.set-up": "Set the installation up",
  "child.allocated": "Allocated the child",
  "handover.accepted": "Accepted the child",
  "handover.declined": "Declined the child",
  "handover.cancelled": "Took an offer of the child back",
  "absence.recorded": "Recorded an absence",
  "absence.ended": "Ended an absence",
  "breach.takenUp": "Took up what the safety net found",
  "net.viewed": "Looked at the safety net",
  "net.childrenViewed": "Looked at the children behind the safety net",
  "import.received": "Added files",
  "import.applied": "Brought a file in",
  "import.setAside": "Set a file aside",
  "vanished.kept": "Kept what a newer file no longer has",
  "vanished.closed": "Closed what a newer file no longer has",
  "rule.proposed": "Proposed a change of a rule",
  "rule.decided": "Decided about a change of a rule",
  "fileCheck.childViewed": "Looked at a child of a checked file",
  "insight.childrenViewed": "Looked at the children behind an indicator",
  "insight.narrated": "Said what a chart shows",
  "insight.rebased": "Began a chart’s limits anew",
  "return.issuesViewed": "Looked at what is wrong in a return",
  "return.querySaid": "Answered a query of a return",
  "return.made": "Made a return",
  "return.submitted": "Kept a return as submitted",
  "return.numbersViewed": "Looked at the children behind a return’s numbers",
  "return.submissionViewed": "Looked at a submitted return",
  "sharing.previewed": "Looked at what would be sent of the child",
  "sharing.sent": "Sent data to the department",
  "demand.shiftAdded": "Noted why a series changed level",
  "demand.shiftWithdrawn": "Took back why a series changed level",
  "workforce.scenarioSaved": "Saved a staffing scenario",
  "workforce.pointsSet": "Set the points of a kind of case",
  "published.loaded": "Loaded published figures",
};

/** Others in the words they are made of: `return.fileTaken` is "return file taken". */
export const sayAct = (act: string): string =>
  ACTS[act] ?? act.replaceAll(/[.-]/g, " ").replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
