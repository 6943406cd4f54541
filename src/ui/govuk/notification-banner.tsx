import type { VNode } from "preact";
import { classNames, type Content, type Styled } from "./shared.ts";

export interface NotificationBannerProps extends Styled {
  /** `success` says that something was done, and is read out at once. */
  type?: "success" | undefined;
  title?: Content;
  titleLevel?: 1 | 2 | 3 | 4 | 5 | 6 | undefined;
  titleId?: string | undefined;
  role?: "region" | "alert" | undefined;
  disableAutoFocus?: boolean | undefined;
  /** Plain text becomes one bold line; anything else stands as it is. */
  children?: Content;
}

/** Something about the whole page that is not a fault in a form. */
export function NotificationBanner(props: NotificationBannerProps): VNode {
  const done = props.type === "success";
  const titleId = props.titleId ?? "govuk-notification-banner-title";
  const Title = `h${props.titleLevel ?? 2}` as "h2";
  return (
    <div
      class={classNames(
        "govuk-notification-banner",
        done && "govuk-notification-banner--success",
        props.classes,
      )}
      role={props.role ?? (done ? "alert" : "region")}
      aria-labelledby={titleId}
      data-module="govuk-notification-banner"
      data-disable-auto-focus={props.disableAutoFocus}
      {...props.attributes}
    >
      <div class="govuk-notification-banner__header">
        <Title class="govuk-notification-banner__title" id={titleId}>
          {props.title ?? (done ? "Success" : "Important")}
        </Title>
      </div>
      <div class="govuk-notification-banner__content">
        {typeof props.children === "string" ? (
          <p class="govuk-notification-banner__heading">{props.children}</p>
        ) : (
          props.children
        )}
      </div>
    </div>
  );
}
