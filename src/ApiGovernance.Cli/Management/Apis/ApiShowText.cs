using ApiGovernance.Cli.Check;
using ApiGovernance.OpenApi.Reports;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Cli.Management.Apis;

/// <summary>An API for people: what it is, its versions, who calls them, and what overlaps.</summary>
internal static class ApiShowText
{
    private const string Anonymous = "(anonymous)";

    public static void Write(ApiOverview overview, TextWriter writer)
    {
        ApiDescriptor api = overview.Api;
        ApiSpec spec = api.Spec;
        writer.Write($"{api.Name}{(api.Metadata.Title is { } title ? $": {ReportText.Line(title)}" : "")}\n");
        Fact(writer, "owner", spec.Owner + Contacts(overview.Owner));
        Fact(writer, "domain", $"{spec.Domain}, entity {spec.Entity}");
        Fact(writer, "visibility", $"{RecordWords.Word(spec.Visibility)}, data {Enum.GetName(spec.DataClassification)!.ToLowerInvariant()}");
        Fact(writer, "path", $"{spec.BasePath} at {spec.Backend}{(spec.AuthenticationRequired ? "" : ", open to callers without a token")}");
        Versions(overview, writer);
        Waiting(overview, writer);
        Consumers(overview, writer);
        Overlaps(overview, writer);
    }

    private static void Fact(TextWriter writer, string name, string value) => writer.Write($"  {name,-11} {ReportText.Line(value)}\n");

    private static string Contacts(TeamDescriptor? team) =>
        team is null ? "" : $" ({string.Join(", ", team.Spec.Contacts.Select(contact => contact.Value).Concat(team.Spec.OnCall is { } onCall ? [$"on call {onCall}"] : []))})";

    private static void Versions(ApiOverview overview, TextWriter writer)
    {
        writer.Write("\nVersions\n");
        if (overview.Versions.Count == 0)
        {
            writer.Write("  none; submit a contract with `apigov api submit`\n");
            return;
        }

        new TextTable("NAME", "STAGE", "CONTRACT", ">REVISION", "SUNSET", "SUCCESSOR", ">CONFORMANCE").Write(
            writer,
            [
                .. overview.Versions.Select(shown => (IReadOnlyList<string>)
                [
                    shown.Version.Name, RecordWords.Word(shown.Version.Stage), RecordWords.Text(shown.Version.ContractVersion), RecordWords.Number(shown.Version.Revision),
                    RecordWords.Day(shown.Version.Sunset), RecordWords.Text(shown.Version.Successor),
                    shown.Conformance?.Score is { } score ? $"{score} of 100" : RecordWords.None,
                ]),
            ],
            indent: "  ");
    }

    private static void Waiting(ApiOverview overview, TextWriter writer)
    {
        if (overview.Waiting.Count == 0)
            return;
        writer.Write("\nWaiting for approval\n");
        foreach (VerdictEntry verdict in overview.Waiting)
        {
            writer.Write($"  {verdict.Version} since {RecordWords.Minute(verdict.At)}: {ReportText.Line(verdict.Summary)}\n");
            if (verdict.Approval is { Approvers.Count: > 0 } approval)
                writer.Write($"    {approval.Approvers.Count} of {approval.Required}: {ReportText.Line(string.Join(", ", approval.Approvers))}\n");
            writer.Write($"    apigov verdict show {verdict.Id}, then apigov api approve {overview.Api.Name}/{verdict.Version} or reject\n");
        }
    }

    private static void Consumers(ApiOverview overview, TextWriter writer)
    {
        Dictionary<string, SubscriptionSummary> subscriptions = overview.Subscriptions.ToDictionary(subscription => subscription.Consumer, StringComparer.Ordinal);
        ILookup<string, UsageRow> usage = overview.Usage.ToLookup(row => row.Consumer ?? Anonymous, StringComparer.Ordinal);
        string[] names = [.. subscriptions.Keys.Union(usage.Select(group => group.Key), StringComparer.Ordinal).OrderByDescending(name => usage[name].Sum(row => row.Calls)).ThenBy(name => name, StringComparer.Ordinal)];
        writer.Write("\nConsumers (calls as the gateways counted them in the last 92 days)\n");
        if (names.Length == 0)
        {
            writer.Write("  none\n");
            return;
        }

        new TextTable("NAME", "SUBSCRIPTION", "VERSIONS CALLED", ">CALLS", "LAST CALL").Write(
            writer,
            [
                .. names.Select(name => (IReadOnlyList<string>)
                [
                    name, subscriptions.TryGetValue(name, out SubscriptionSummary? subscription) ? subscription.State : "none",
                    RecordWords.List([.. usage[name].Select(row => row.Version).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]),
                    CheckWords.Calls(usage[name].Sum(row => row.Calls)),
                    RecordWords.Minute(usage[name].Select(row => (DateTimeOffset?)row.LastCall).Max()),
                ]),
            ],
            indent: "  ");
    }

    private static void Overlaps(ApiOverview overview, TextWriter writer)
    {
        ShownVersion[] compared = [.. overview.Versions.Where(shown => shown.Overlaps is not null)];
        if (compared.Length == 0)
            return;
        writer.Write("\nOverlap\n");
        foreach (ShownVersion shown in compared)
        {
            ApiOverlaps overlaps = shown.Overlaps!;
            if (overlaps.NotCompared is { } why)
                writer.Write($"  {shown.Version.Name} was not compared: {ReportText.Line(why)}\n");
            else if (overlaps.Overlaps.Count == 0)
                writer.Write($"  {shown.Version.Name} overlaps none of {RecordWords.Count(overlaps.Compared, "other API")}\n");
            foreach (ApiOverlapEntry overlap in overlaps.Overlaps)
                writer.Write($"  {shown.Version.Name} {ReportText.Line(overlap.Summary)}{(overlap.Owner is { } owner ? $", owned by {owner}" : "")}\n");
        }
    }
}
