-- The windows of the calendar; each answers for the instants from its opening until the next one.
select
    opens,
    closes,
    coalesce(lead(opens) over (order by opens), closes) as until,
    cast(lag(total_seconds, 1, 0) over (order by opens) as bigint) as seconds_before,
    cast(total_seconds as bigint) as total_seconds
from {{ ref('calendar_edges') }}
