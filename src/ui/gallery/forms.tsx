import type { VNode } from "preact";
import { Breadcrumbs } from "../govuk/breadcrumbs.tsx";
import { Button } from "../govuk/button.tsx";
import { Checkboxes } from "../govuk/checkboxes.tsx";
import { DateInput } from "../govuk/date-input.tsx";
import { Details } from "../govuk/details.tsx";
import { ErrorSummary } from "../govuk/error-summary.tsx";
import { FileUpload } from "../govuk/file-upload.tsx";
import { Input } from "../govuk/input.tsx";
import { InsetText } from "../govuk/inset-text.tsx";
import { NotificationBanner } from "../govuk/notification-banner.tsx";
import { Pagination } from "../govuk/pagination.tsx";
import { Panel } from "../govuk/panel.tsx";
import { PasswordInput } from "../govuk/password-input.tsx";
import { Radios } from "../govuk/radios.tsx";
import { Select } from "../govuk/select.tsx";
import { SummaryList } from "../govuk/summary-list.tsx";
import { Tabs } from "../govuk/tabs.tsx";
import { TaskList } from "../govuk/task-list.tsx";
import { Textarea } from "../govuk/textarea.tsx";
import { WarningText } from "../govuk/warning-text.tsx";
import { Card } from "../pieces/card.tsx";

function Visit(): VNode {
  return (
    <Card title="Record a visit">
      <ErrorSummary
        errors={[
          { text: "Enter the day of the visit", href: "#visit-day" },
          { text: "Say whether Maya was seen alone", href: "#alone" },
        ]}
      />
      <form method="post" action="#">
        <DateInput
          id="visit"
          namePrefix="visit"
          legend="When was the visit?"
          hint="For example, 19 11 2026"
          error="Enter the day of the visit"
          parts={[{ name: "day", error: true }, { name: "month" }, { name: "year" }]}
          values={{ "visit-month": "11", "visit-year": "2026" }}
        />
        <Radios
          name="alone"
          legend="Was Maya seen alone?"
          error="Say whether Maya was seen alone"
          items={[
            { value: "yes", text: "Yes" },
            {
              value: "no",
              text: "No",
              conditional: (
                <Input name="why" label="What stood in the way?" classes="govuk-!-width-two-thirds" />
              ),
            },
            { divider: "or" },
            { value: "unknown", text: "It is not recorded", hint: "This counts as not seen alone" },
          ]}
        />
        <Checkboxes
          name="seen"
          legend="What did you see?"
          hint="Choose all that apply"
          values={["bedroom"]}
          items={[
            { value: "bedroom", text: "Where she sleeps" },
            { value: "food", text: "Food in the house" },
            { divider: "or" },
            { value: "none", text: "None of these", behaviour: "exclusive" },
          ]}
        />
        <Textarea
          name="words"
          label="What did Maya say, in her own words?"
          hint="As she said it, or what she drew or showed"
          rows={4}
        />
        <Select
          name="place"
          label="Where?"
          value="home"
          items={[
            { value: "", text: "Choose a place" },
            { value: "home", text: "At home" },
            { value: "school", text: "At school" },
          ]}
        />
        <Input
          name="miles"
          label="Miles travelled"
          inputmode="numeric"
          suffix="miles"
          classes="govuk-input--width-4"
        />
        <div class="govuk-button-group">
          <Button>Save the visit</Button>
          <Button classes="govuk-button--secondary" name="later" value="1">
            Save and finish later
          </Button>
          <a class="govuk-link" href="#cancel">
            Cancel
          </a>
        </div>
      </form>
    </Card>
  );
}

function SignIn(): VNode {
  return (
    <Card title="Signing in, and bringing in a file">
      <form method="post" action="#" encType="multipart/form-data">
        <Input name="email" label="Work email address" type="email" autocomplete="username" />
        <PasswordInput name="password" label="Password" />
        <FileUpload
          name="file"
          label="Census file"
          hint="XML, up to 200 MB. It is read here and goes nowhere else."
          accept=".xml"
        />
        <div class="govuk-button-group">
          <Button>Read the file</Button>
          <Button classes="govuk-button--warning">Withdraw this file</Button>
          <Button disabled>Sign it off</Button>
        </div>
      </form>
      <Details summary="Why can I not sign this off?">
        <p>You wrote it. Somebody else has to authorise what you wrote.</p>
      </Details>
    </Card>
  );
}

function Reading(): VNode {
  return (
    <Card title="Words set apart, lists of facts">
      <Breadcrumbs
        items={[
          { text: "My work", href: "#work" },
          { text: "Maya Ellison", href: "#maya" },
          { text: "Plan" },
        ]}
      />
      <NotificationBanner type="success" titleId="saved">
        The visit of Thu 19 Nov is recorded
      </NotificationBanner>
      <InsetText>The letter before proceedings was sent on Mon 23 Nov.</InsetText>
      <WarningText>If nobody accepts Theo by five o’clock he is held by Rosa Marsh.</WarningText>
      <SummaryList
        rows={[
          {
            key: "Placement",
            value: "With her mother",
            actions: [{ text: "Change", href: "#p", hiddenText: "placement" }],
          },
          {
            key: "School",
            value: "Albert Street Primary",
            actions: [{ text: "Change", href: "#s", hiddenText: "school" }],
          },
        ]}
      />
      <TaskList
        idPrefix="conference"
        items={[
          { title: "Parents’ views", href: "#t1", status: { text: "Completed" } },
          {
            title: "Maya’s account",
            href: "#t2",
            hint: "in whatever way she gives it",
            status: { tag: "Not started" },
          },
        ]}
      />
      <Tabs
        idPrefix="plan"
        items={[
          { label: "What we worry about", panel: "Being left alone at night; no food." },
          { label: "What works", panel: "Nan; Mrs Aldous at school." },
        ]}
      />
      <Pagination
        landmarkLabel="Pages of results"
        previous={{ href: "#1" }}
        next={{ href: "#3" }}
        items={[
          { number: 1, href: "#1" },
          { number: 2, href: "#2", current: true },
          { number: 3, href: "#3" },
        ]}
      />
      <Panel title="Plan shared with the family" headingLevel={3}>
        Reference NM104822-7
      </Panel>
    </Card>
  );
}

/** Every form part, and what stands round one. */
export function FormSample(): VNode {
  return (
    <>
      <Visit />
      <SignIn />
      <Reading />
    </>
  );
}
