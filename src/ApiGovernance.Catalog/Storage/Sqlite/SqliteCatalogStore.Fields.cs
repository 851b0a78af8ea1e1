using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.Usage;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ApiGovernance.Catalog.Storage.Sqlite;

/// <content>Which fields callers send.</content>
internal sealed partial class SqliteCatalogStore
{
    public Task<ObservedFields> ReadFieldUsageAsync(string? api, string? version, DateOnly since, CancellationToken cancellationToken) =>
        _database.ReadAsync(
            async connection =>
            {
                var asked = new { api, version, since = SqliteText.Of(since) };
                List<SampleSum> samples = [.. await connection.QueryAsync<SampleSum>(
                    """
                    SELECT api AS Api, version AS Version, operation AS Operation, consumer AS Consumer, sum(sampled) AS Sampled,
                           sum(not_seen) AS NotSeen, sum(with_unknown) AS WithUnknown, max(truncated) AS Truncated
                    FROM usage_samples
                    WHERE (@api IS NULL OR api = @api) AND (@version IS NULL OR version = @version) AND day >= @since
                    GROUP BY api, version, operation, consumer ORDER BY api, version, operation, consumer
                    """,
                    asked)];
                ILookup<(string, string, string, string), FieldSum> fields = (await connection.QueryAsync<FieldSum>(
                    """
                    SELECT api AS Api, version AS Version, operation AS Operation, consumer AS Consumer, kind AS Kind, name AS Name,
                           sum(seen) AS Seen, max(last_seen) AS LastSeen
                    FROM usage_fields
                    WHERE (@api IS NULL OR api = @api) AND (@version IS NULL OR version = @version) AND day >= @since
                    GROUP BY api, version, operation, consumer, kind, name
                    """,
                    asked)).ToLookup(field => (field.Api, field.Version, field.Operation, field.Consumer));
                string? first = await connection.ExecuteScalarAsync<string?>(
                    "SELECT min(day) FROM usage_samples WHERE (@api IS NULL OR api = @api) AND (@version IS NULL OR version = @version) AND sampled > 0", asked);
                return new ObservedFields(
                    [.. samples.Select(sample => sample.ToSample(fields[(sample.Api, sample.Version, sample.Operation, sample.Consumer)].Select(field => field.ToField())))],
                    SqliteText.OptionalDayOf(first));
            },
            cancellationToken);

    private static async Task AddFieldsAsync(UsageReport report, SqliteConnection connection, SqliteTransaction transaction)
    {
        SampledFields[] samples = [.. report.Fields.Where(sample => sample.Sampled > 0 || sample.NotSeen > 0)];
        string day = SqliteText.Of(DateOnly.FromDateTime(report.To.UtcDateTime));
        await connection.ExecuteAsync(
            """
            INSERT INTO usage_samples (api, version, operation, consumer, day, sampled, not_seen, with_unknown, truncated)
            VALUES (@Api, @Version, @Operation, @consumer, @day, @Sampled, @NotSeen, @WithUnknown, @Truncated)
            ON CONFLICT (api, version, operation, consumer, day) DO UPDATE SET
              sampled = sampled + excluded.sampled, not_seen = not_seen + excluded.not_seen,
              with_unknown = with_unknown + excluded.with_unknown, truncated = max(truncated, excluded.truncated)
            """,
            samples.Select(sample => new
            {
                sample.Api,
                sample.Version,
                sample.Operation,
                consumer = sample.Consumer ?? "",
                day,
                sample.Sampled,
                sample.NotSeen,
                sample.WithUnknown,
                Truncated = sample.Truncated ? 1 : 0,
            }),
            transaction);
        await connection.ExecuteAsync(
            """
            INSERT INTO usage_fields (api, version, operation, consumer, kind, name, day, seen, last_seen)
            VALUES (@Api, @Version, @Operation, @consumer, @kind, @Name, @day, @Seen, @lastSeen)
            ON CONFLICT (api, version, operation, consumer, kind, name, day) DO UPDATE SET
              seen = seen + excluded.seen, last_seen = max(last_seen, excluded.last_seen)
            """,
            samples.SelectMany(sample => sample.Fields.Select(field => new
            {
                sample.Api,
                sample.Version,
                sample.Operation,
                consumer = sample.Consumer ?? "",
                kind = field.Kind.ToString().ToLowerInvariant(),
                field.Name,
                day,
                field.Seen,
                lastSeen = SqliteText.Of(field.LastSeen),
            })),
            transaction);
    }

    private sealed record FieldSum
    {
        public string Api { get; init; } = "";

        public string Version { get; init; } = "";

        public string Operation { get; init; } = "";

        public string Consumer { get; init; } = "";

        public string Kind { get; init; } = "";

        public string Name { get; init; } = "";

        public long Seen { get; init; }

        public string LastSeen { get; init; } = "";

        public FieldCount ToField() => new(Enum.Parse<FieldKind>(Kind, ignoreCase: true), Name, Seen, SqliteText.InstantOf(LastSeen));
    }
}
