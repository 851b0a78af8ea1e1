using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.Usage;

namespace ApiGovernance.Catalog.Storage.SqlServer;

/// <content>Which fields callers send.</content>
internal sealed partial class SqlServerCatalogStore
{
    public Task<ObservedFields> ReadFieldUsageAsync(string? api, string? version, DateOnly since, CancellationToken cancellationToken) =>
        _database.ReadMomentAsync(
            async session =>
            {
                var asked = new { Api = api, Version = version, Since = since };
                List<SampleSum> samples = await session.QueryAsync<SampleSum>(SqlServerStatements.ReadSamples, asked);
                ILookup<(string, string, string, string), FieldSum> fields = (await session.QueryAsync<FieldSum>(SqlServerStatements.ReadFields, asked))
                    .ToLookup(field => (field.Api, field.Version, field.Operation, field.Consumer));
                return new ObservedFields(
                    [.. samples.Select(sample => sample.ToSample(fields[(sample.Api, sample.Version, sample.Operation, sample.Consumer)].Select(field => field.ToField())))],
                    await session.DayAsync(SqlServerStatements.ReadFirstSampledDay, new { Api = api, Version = version }));
            },
            cancellationToken);

    private static async Task AddFieldsAsync(UsageReport report, SqlServerSession session)
    {
        SampledFields[] samples = [.. report.Fields.Where(sample => sample.Sampled > 0 || sample.NotSeen > 0)];
        DateOnly day = DateOnly.FromDateTime(report.To.UtcDateTime);
        await session.ExecuteAllAsync(
            SqlServerStatements.AddSample,
            samples
                .Select(sample => new
                {
                    Key = SqlServerText.KeyOf(sample.Api, sample.Version, sample.Operation, sample.Consumer ?? ""),
                    Day = day,
                    sample.Api,
                    sample.Version,
                    sample.Operation,
                    Consumer = sample.Consumer ?? "",
                    sample.Sampled,
                    sample.NotSeen,
                    sample.WithUnknown,
                    Truncated = sample.Truncated ? 1 : 0,
                })
                .OrderBy(row => Convert.ToHexString(row.Key), StringComparer.Ordinal));
        await session.ExecuteAllAsync(
            SqlServerStatements.AddField,
            samples
                .SelectMany(sample => sample.Fields.Select(field => (Sample: sample, Field: field, Kind: field.Kind.ToString().ToLowerInvariant())))
                .Select(sent => new
                {
                    Key = SqlServerText.KeyOf(
                        sent.Sample.Api, sent.Sample.Version, sent.Sample.Operation, sent.Sample.Consumer ?? "", sent.Kind, sent.Field.Name),
                    Day = day,
                    sent.Sample.Api,
                    sent.Sample.Version,
                    sent.Sample.Operation,
                    Consumer = sent.Sample.Consumer ?? "",
                    sent.Kind,
                    sent.Field.Name,
                    sent.Field.Seen,
                    sent.Field.LastSeen,
                })
                .OrderBy(row => Convert.ToHexString(row.Key), StringComparer.Ordinal));
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

        public DateTime LastSeen { get; init; }

        public FieldCount ToField() => new(Enum.Parse<FieldKind>(Kind, ignoreCase: true), Name, Seen, SqlServerText.InstantOf(LastSeen));
    }
}
