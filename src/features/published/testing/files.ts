import { type ByteSource, bytesFromBuffer } from "../../../platform/files/bytes.ts";

/** Small invented files in the formats that are published. Every authority here but its digits is made up. */
export const csv = (name: string, ...lines: readonly string[]): ByteSource =>
  bytesFromBuffer(name, new TextEncoder().encode(`${lines.join("\n")}\n`));

const TIDY =
  "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,new_la_code,la_name";
const ENGLAND = "Reporting year,National,E92000001,England,,,,,";
const NORTH = "Reporting year,Regional,E92000001,England,E12000001,North East,,,";
const place = (digits: string, ons: string, name: string): string =>
  `Reporting year,Local authority,E92000001,England,E12000001,North East,${digits},${ons},${name}`;

/** Twelve invented authorities, 301 to 312. */
export const PLACES =
  "Alderbury Birchham Cedarford Dalemouth Elmwick Fernton Glenbury Hazelham Ivyford Junipermouth Kelpwick Larchton"
    .split(" ")
    .map((name, index) => ({
      digits: String(301 + index),
      ons: `E06000${100 + index}`,
      name,
    }));

export const authorities = (): ByteSource =>
  csv(
    "codes.csv",
    "dfe_code,ons_code,name,type,region_code,region,region_dfe,status,abolished_on,successor_ons_codes,first_mye,last_mye",
    ...PLACES.map(
      ({ digits, ons, name }) =>
        `${digits},${ons},${name},Unitary authority,E12000001,North East,North East,current,,,2012,2024`,
    ),
    "301,E10000301,Alderbury,County council,E12000001,North East,North East,abolished,2021-04-01,E06000100,2012,2020",
    "399,E10000399,Old Cedarshire,County council,E12000001,North East,North East,abolished,2023-04-01,E06000102|E06000103,2012,2022",
  );

export const population = (
  children: (index: number) => number = (index) => 20_000 + 5_000 * index,
  year = 2024,
): ByteSource =>
  csv(
    "population.csv",
    `${TIDY},age_group,population_estimate`,
    `${year},${ENGLAND},Children aged 0 to 17 years,1000000`,
    ...PLACES.map(
      ({ digits, ons, name }, index) =>
        `${year},${place(digits, ons, name)},Children aged 0 to 17 years,${children(index)}`,
    ),
  );

export type ReferralCells = { readonly referrals: string; readonly again: string; readonly percent: string };

/** A referrals table of one year; `cells` gives each place its own. */
export const referrals = (
  year: number,
  cells: (index: number) => ReferralCells,
  notes: readonly string[] = [],
  name = `referrals_${year}.csv`,
): ByteSource => {
  const line = (given: ReferralCells): string =>
    `Referrals and Re-referrals,${given.referrals},${given.again},${given.percent},10,1,100,10,${given.referrals},${given.again},${given.percent}`;
  return csv(
    name,
    `${TIDY},category,referral_count,rereferral_count,rereferral_percent,no_further_action_count,no_further_action_percent,not_in_need_count,not_in_need_percent,referral_child_count,rereferral_child_count,rereferral_child_percent`,
    `${year},${ENGLAND},${line({ referrals: "50000", again: "10000", percent: "20%" })}`,
    `${year},${NORTH},${line({ referrals: "20000", again: "5000", percent: "25" })}`,
    ...PLACES.map(
      ({ digits, ons, name: of }, index) => `${year},${place(digits, ons, of)},${line(cells(index))}`,
    ),
    ...notes,
  );
};

/** Referrals that nothing is odd about. */
export const plain = (index: number): ReferralCells => ({
  referrals: String(1000 + 100 * index),
  again: String(200 + 20 * index),
  percent: "20",
});

export const workforce = (): ByteSource =>
  csv(
    "workforce.csv",
    `${TIDY},inpost_fte,leavers_fte,turnover_rate_fte,agency_fte,agency_rate_fte,agency_cover_fte,vacancy_fte,vacancy_rate_fte,vacancy_agency_cover_rate_fte,case_holders_fte,cases,caseload_fte,working_days_lost_fte,absence_rate_fte`,
    `2025,${place("301 / 302", "E06000100 / E06000101", "Alderbury / Birchham")},100,10,10,low,low,low,25,20,low,50,800,16,900,3.6`,
    `2025,${place("303", "E06000102", "Cedarford")},80.5,8,9.9,u,u,u,20.5,20.3,x,40,600,15,700,3.4`,
  );

export const neighbours = (name = "neighbours_2025.csv"): ByteSource =>
  csv(
    name,
    "dfe_code,rank,neighbour_dfe_code,closeness",
    ...[302, 303, 304].map((code, index) => `301,${index + 1},${code},Close`),
  );

export const quoted = (): ByteSource =>
  csv(
    "quoted.csv",
    "area,dfe_code,year_ending,measure,value,source",
    'England,970,2009,care_applications_per_10000,5.0,"The Alderbury Gazette 2014-05-01"',
    'England,970,2014,care_applications_per_10000,9.0,"The Alderbury Gazette 2014-05-01"',
    'Alderbury,301,2009,care_applications_per_10000,3.0,"The Alderbury Gazette 2014-05-01"',
    'Alderbury,301,2014,care_applications_per_10000,9.3,"The Alderbury Gazette 2014-05-01; and again later"',
    'Birchham,302,2009,care_applications_per_10000,5.0,"A page"',
    'Birchham,302,2014,care_applications_per_10000,4.0,"A page"',
    'England,970,2014,care_applications,10500,"A page"',
  );

export const careApplications = (): ByteSource =>
  csv(
    "care.csv",
    "dfe_code,name,2015,2016,2025",
    "301,Alderbury,14.2,18.1,11.0",
    "302,Birchham,4.4,,4.3",
    "399,Old Cedarshire,7,8,9",
    "970,England,9.7,11.0,9.1",
  );

export const sif = (): ByteSource =>
  csv(
    "sif.csv",
    "urn,dfe_code,name,framework,inspection_dates_text,published,overall,help_protection,looked_after_permanence,adoption,care_leavers,leadership",
    "1,301,alderbury,SIF,19 November - 11 December 2013,2014-02-11,Inadequate,Inadequate,Requires improvement to be good,Good,Inadequate,Inadequate",
    "1,301,alderbury,SIF,1/06/2016 - 25/06/2016,2016-08-01,Requires improvement to be good,Good,Good,Not judged,Good,Good",
    "2,302,birchham,SIF,6 to 30 July 2015,2015-09-01,Good,Good,Good,Good,Good,Good",
  );

export const ilacs = (): ByteSource =>
  csv(
    "ilacs.csv",
    "ons_code,name,ofsted_region,inspection_start,published,type,overall,leaders,help_protection,in_care,care_leavers,visit_theme",
    "E06000100,Alderbury,North East,2019-06-03,2019-07-15,ILACS Standard Inspection,Good,Good,Good,Good,,",
    "E06000100,Alderbury,North East,2024-06-03,2024-07-15,ILACS Short Inspection,Good,Outstanding,Good,Good,Requires improvement to be good,",
    "E06000100,Alderbury,North East,2022-03-01,2022-04-01,ILACS Focused Visit,,,,,,Front door",
    "E06000101,Birchham,North East,2018-06-04,2018-07-16,ILACS Standard Inspection,Requires improvement to be good,Good,Good,Good,,",
  );

export const latest = (): ByteSource =>
  csv(
    "latest.csv",
    "urn,dfe_code,region_code,ons_code,local_authority,inspection_link,overall_effectiveness_grade,inspection_framework,inspection_start_date,inspection_end_date,publication_date,impact_of_leaders_grade,help_and_protection_grade,in_care_grade,care_leavers_grade",
    "1,301,NE,E06000100,alderbury,https://reports.example/1,good,short,2024-06-05,2024-06-09,2024-07-15,outstanding,good,good,requires improvement",
    "2,302,NE,E06000101,birchham,https://reports.example/2,,None,,,2026-01-10,good,good,good,inspection_pre_dates_judgement",
  );

export const laitMeasures = (): ByteSource =>
  csv(
    "measures.csv",
    "Measure_short,Topic,Measure,Polarity,y_axis_name,Description,Methodology,owner,link,Year_Type",
    'In_Time_%,Child Protection,Percentage in time,High,% in time,"Those in time.\nOf all.",How,DfE,https://example.org/m,Financial Year',
  );

export const laitValues = (): ByteSource =>
  csv(
    "values.csv",
    "measure,dfe_code,name,2024,2025",
    ...PLACES.map(
      ({ digits, name }, index) =>
        `In_Time_%,${digits},${name},${70 + index},${index === 3 ? "-" : 80 + index}`,
    ),
    "In_Time_%,970,England,75,85",
  );
