using System.CommandLine;
using System.Text.Json;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Cli.Management.Apis;

/// <summary>`apigov api show NAME`: an API with who owns it, what its versions are worth, and who calls them.</summary>
internal static class ApiShow
{
    private const int VerdictsLookedAt = 100;

    public static Command Create()
    {
        Argument<string> name = RecordArguments.Name("apis", "The API");
        return CatalogVerb.Reads("show", "An API with its owner, versions and consumers", RecordOutput.OfRecord, [name], async call =>
        {
            string api = call.Get(name);
            using JsonDocument record = await call.AskAsync(client => client.GetDescriptorAsync("apis", api, call.Stop));
            if (call.Output.Form != RecordOutput.Text)
            {
                call.Output.WriteJson(record);
                return ExitCodes.Clean;
            }

            ApiDescriptor descriptor = (ApiDescriptor)DescriptorReader.FromJson(api, record.RootElement.GetRawText()).Descriptor!;
            ApiOverview overview = await OverviewAsync(call, descriptor);
            return call.Output.WriteOne(record, writer => ApiShowText.Write(overview, writer));
        });
    }

    private static async Task<ApiOverview> OverviewAsync(CatalogCall call, ApiDescriptor api)
    {
        using JsonDocument? team = await call.FindAsync(client => client.GetDescriptorAsync("teams", api.Spec.Owner, call.Stop));
        List<ShownVersion> versions = [];
        foreach (ApiVersionSummary version in await call.AllAsync(call.Client.Versions(api.Name)))
        {
            bool isJudged = version.ContractHash is not null && version.Stage != ApiStage.Retired;
            versions.Add(new ShownVersion(
                version,
                isJudged ? await call.FindAsync(client => client.GetConformanceAsync(api.Name, version.Name, call.Stop)) : null,
                isJudged ? await call.FindAsync(client => client.GetOverlapsAsync(api.Name, version.Name, call.Stop)) : null));
        }

        // Enough to have the last of every version but of the busiest APIs.
        CatalogPage<VerdictEntry> verdicts = await call.AskAsync(client => client.Verdicts(new VerdictFilter { Api = api.Name }).PageAsync(VerdictsLookedAt, null, call.Stop));
        return new ApiOverview(
            api, team is null ? null : (TeamDescriptor?)DescriptorReader.FromJson(api.Spec.Owner, team.RootElement.GetRawText()).Descriptor, versions,
            await call.AllAsync(call.Client.Subscriptions(new SubscriptionFilter { Api = api.Name })),
            await call.AllAsync(call.Client.Usage(new UsageFilter { Api = api.Name })))
        {
            // What came into force or was rejected has taken the place of what waited before it; what was refused has not.
            Waiting =
            [
                .. verdicts.Items.Where(verdict => verdict.Applied || verdict.Approval is not null).GroupBy(verdict => verdict.Version, StringComparer.Ordinal)
                    .Select(same => same.First()).Where(verdict => verdict.Outcome == "needs-approval"),
            ],
        };
    }
}

/// <summary>What is told of an API.</summary>
internal sealed record ApiOverview(
    ApiDescriptor Api, TeamDescriptor? Owner, IReadOnlyList<ShownVersion> Versions, IReadOnlyList<SubscriptionSummary> Subscriptions, IReadOnlyList<UsageRow> Usage)
{
    /// <summary>Contracts that are in force when somebody else has approved them.</summary>
    public IReadOnlyList<VerdictEntry> Waiting { get; init; } = [];
}

/// <param name="Conformance">Null where it was not looked at.</param>
internal sealed record ShownVersion(ApiVersionSummary Version, ApiConformance? Conformance, ApiOverlaps? Overlaps);
