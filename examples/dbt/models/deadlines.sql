-- The deadlines of each ticket: so many working hours after its report, and the close of so many working days later.
-- Joins by range and by number, as any warehouse has them.
with reported as (
    select
        tickets.id,
        windows.seconds_before * 1000000
        + least(epoch_us(tickets.opened_at), epoch_us(windows.closes))
        - epoch_us(windows.opens)
        + cast(promises.response_hours as bigint) * 3600000000 as response_total
    from {{ ref('tickets') }} as tickets
    join {{ ref('promises') }} as promises on promises.priority = tickets.priority
    join {{ ref('windows') }} as windows on tickets.opened_at >= windows.opens and tickets.opened_at < windows.until
),

response as (
    select
        reported.id,
        windows.closes - to_microseconds(windows.total_seconds * 1000000 - reported.response_total) as due
    from reported
    join {{ ref('windows') }} as windows
        on reported.response_total > windows.seconds_before * 1000000
        and reported.response_total <= windows.total_seconds * 1000000
),

-- Day zero is the day on which the clock starts: that of the report, or the next working day where the report comes on
-- no working day or after its close.
day_zero as (
    select
        tickets.id,
        days.working_day_number
        + case when days.working and tickets.opened_at < days.closes then 0 else 1 end
        + promises.resolution_days as resolution_number
    from {{ ref('tickets') }} as tickets
    join {{ ref('promises') }} as promises on promises.priority = tickets.priority
    join {{ ref('calendar_days') }} as days
        on days.day = cast(tickets.opened_at at time zone 'Europe/London' as date)
)

select
    tickets.id,
    tickets.priority,
    response.due as response_due,
    days.closes as resolution_due
from {{ ref('tickets') }} as tickets
left join response on response.id = tickets.id
left join day_zero on day_zero.id = tickets.id
left join {{ ref('calendar_days') }} as days
    on days.working and days.working_day_number = day_zero.resolution_number
