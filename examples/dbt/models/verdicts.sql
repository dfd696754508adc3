-- How many promises of each priority were kept, broken, or are not settled yet.
select
    deadlines.priority,
    count(*) filter (tickets.responded_at <= deadlines.response_due) as responses_met,
    count(*) filter (tickets.responded_at > deadlines.response_due) as responses_missed,
    count(*) filter (tickets.resolved_at <= deadlines.resolution_due) as resolutions_met,
    count(*) filter (tickets.resolved_at > deadlines.resolution_due) as resolutions_missed,
    count(*) filter (tickets.resolved_at is null) as unresolved
from {{ ref('deadlines') }} as deadlines
join {{ ref('tickets') }} as tickets on tickets.id = deadlines.id
group by deadlines.priority
order by deadlines.priority
