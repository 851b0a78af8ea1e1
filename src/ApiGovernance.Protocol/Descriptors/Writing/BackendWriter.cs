using System.Globalization;
using System.Text.Json.Nodes;
using ApiGovernance.Protocol.Descriptors.Reading;
using static ApiGovernance.Protocol.Descriptors.Writing.JsonParts;

namespace ApiGovernance.Protocol.Descriptors.Writing;

internal static class BackendWriter
{
    public static JsonObject Write(BackendSpec backend) => Object(
        ("owner", backend.Owner),
        ("system", backend.System),
        ("address", backend.Address),
        ("timeoutSeconds", backend.TimeoutSeconds),
        ("maxConcurrency", backend.MaxConcurrency),
        ("environments", Map(backend.Environments, environment => Object(("address", environment.Address)))),
        ("destinations", SomeTexts(backend.Destinations)),
        ("breaker", ResilienceWriter.Write(backend.Breaker)),
        ("health", ResilienceWriter.Write(backend.Health)),
        ("honoursIdempotencyKey", backend.HonoursIdempotencyKey ? true : null),
        ("limits", backend.Limits == new BackendLimits() ? null : Limits(backend.Limits)),
        ("calendar", Some(backend.Calendar, Window)),
        ("queue", backend.Queue is { } queue ? Object(("maxWaitMilliseconds", queue.MaxWaitMilliseconds), ("maxLength", queue.MaxLength)) : null),
        ("adaptiveConcurrency", backend.AdaptiveConcurrency is { } bounds ? Object(("min", bounds.Min), ("max", bounds.Max)) : null),
        ("identity", Word(backend.Identity)),
        ("credentials", backend.Credentials is { } credentials
            ? Object(("tokenExchange", Grant(credentials.TokenExchange)), ("clientCredentials", Grant(credentials.ClientCredentials)))
            : null));

    private static JsonObject? Grant(BackendTokenGrant? grant) => grant is null ? null : Object(
        ("tokenUrl", grant.TokenUrl),
        ("clientId", grant.ClientId),
        ("secret", grant.Secret),
        ("scope", grant.Scope),
        ("audience", grant.Audience));

    private static JsonObject Limits(BackendLimits limits) => Object(
        ("requestsPerSecond", limits.RequestsPerSecond),
        ("requestsPerMinute", limits.RequestsPerMinute),
        ("requestsPerHour", limits.RequestsPerHour),
        ("requestsPerDay", limits.RequestsPerDay),
        ("transactionsPerDay", limits.TransactionsPerDay));

    private static JsonObject Window(CalendarWindow window) => Object(
        ("name", window.Name),
        ("days", Some(window.Days, day => CalendarReader.Weekdays[(int)day])),
        ("dates", Some(window.Dates, date => Date(date)!)),
        ("from", Time(window.From)),
        ("to", window.To == TimeOnly.MinValue ? "24:00" : Time(window.To)),
        ("timeZone", window.TimeZone),
        ("effect", window.Effect.Closed ? Object(("closed", true)) : Object(("maxConcurrency", window.Effect.MaxConcurrency))));

    private static string Time(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);
}
