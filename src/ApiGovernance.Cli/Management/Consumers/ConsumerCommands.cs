using System.CommandLine;
using System.Text.Json;
using ApiGovernance.Cli.Check;
using ApiGovernance.OpenApi.Reports;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Cli.Management.Consumers;

/// <summary>`apigov consumer list|show`: who calls, what they may, and what they do.</summary>
internal static class ConsumerCommands
{
    public static Command List()
    {
        Option<string?> owner = RecordArguments.Named("--owner", "teams", "Only those of this team");
        Option<string?> partner = RecordArguments.Text("--partner", "Only those of this trading partner");
        Option<string?> plan = RecordArguments.Named("--plan", "plans", "Only those with this plan");
        return CatalogVerb.Reads("list", "List consumers", RecordOutput.OfList, [owner, partner, plan], async call =>
        {
            RecordFilter filter = new() { Owner = call.Get(owner), Partner = call.Get(partner), Plan = call.Get(plan) };
            IReadOnlyList<JsonElement> records = await call.AllAsync(call.Client.Descriptors("consumers", filter));
            return call.Output.WriteList(
                records, new TextTable("NAME", "OWNER", "PLAN", "APIS", "CONTACT"), record => Row(Read(record)), record => Read(record).Name, "No consumer is like that.");
        });
    }

    public static Command Show()
    {
        Argument<string> name = RecordArguments.Name("consumers", "The consumer");
        return CatalogVerb.Reads("show", "A consumer with its subscriptions and calls", RecordOutput.OfRecord, [name], async call =>
        {
            string consumer = call.Get(name);
            using JsonDocument record = await call.AskAsync(client => client.GetDescriptorAsync("consumers", consumer, call.Stop));
            if (call.Output.Form != RecordOutput.Text)
            {
                call.Output.WriteJson(record);
                return ExitCodes.Clean;
            }

            IReadOnlyList<SubscriptionSummary> subscriptions = await call.AllAsync(call.Client.SubscriptionsOf(consumer));
            IReadOnlyList<UsageRow> usage = await call.AllAsync(call.Client.Usage(new UsageFilter { Consumer = consumer }));
            ConsumerDescriptor descriptor = Read(record.RootElement);
            return call.Output.WriteOne(record, writer => Write(descriptor, subscriptions, usage, writer));
        });
    }

    private static ConsumerDescriptor Read(JsonElement record) =>
        (ConsumerDescriptor)DescriptorReader.FromJson("consumer", record.GetRawText()).Descriptor!;

    private static IReadOnlyList<string> Row(ConsumerDescriptor consumer) =>
    [
        consumer.Name, OwnerOf(consumer.Spec), consumer.Spec.Plan,
        RecordWords.List([.. consumer.Spec.Subscriptions.Select(subscription => subscription.Api)]),
        consumer.Spec.Contacts.Count > 0 ? consumer.Spec.Contacts[0].Value : RecordWords.None,
    ];

    private static string OwnerOf(ConsumerSpec spec) => spec.Owner ?? $"partner {spec.Partner}";

    private static void Write(ConsumerDescriptor consumer, IReadOnlyList<SubscriptionSummary> subscriptions, IReadOnlyList<UsageRow> usage, TextWriter writer)
    {
        ConsumerSpec spec = consumer.Spec;
        writer.Write($"{consumer.Name}{(consumer.Metadata.Title is { } title ? $": {ReportText.Line(title)}" : "")}\n");
        writer.Write($"  owner       {ReportText.Line(OwnerOf(spec))}\n");
        writer.Write($"  contacts    {ReportText.Line(RecordWords.List([.. spec.Contacts.Select(contact => contact.Value)], "those of its owner"))}\n");
        writer.Write($"  plan        {spec.Plan}\n");
        writer.Write($"  known by    {ReportText.Line(RecordWords.List([.. spec.Credentials.Select(Credential)]))}\n");
        writer.Write("\nSubscriptions\n");
        if (subscriptions.Count == 0)
            writer.Write("  none\n");
        else
            new TextTable(SubscriptionCommands.Headings).Write(writer, [.. subscriptions.Select(SubscriptionCommands.Row)], indent: "  ");
        writer.Write("\nCalls in the last 92 days\n");
        if (usage.Count == 0)
            writer.Write("  none\n");
        else
            new TextTable("API", "OPERATION", ">CALLS", ">FAILED", "LAST CALL").Write(
                writer,
                [
                    .. usage.OrderByDescending(row => row.Calls).Select(row => (IReadOnlyList<string>)
                        [$"{row.Api}/{row.Version}", row.Operation, CheckWords.Calls(row.Calls), CheckWords.Calls(row.Failures), RecordWords.Minute(row.LastCall)]),
                ],
                indent: "  ");
    }

    private static string Credential(ConsumerCredential credential) => credential.ClientId is { } client
        ? $"client {client} of {credential.Issuer}"
        : $"{string.Join(" and ", (credential.Claims ?? new Dictionary<string, string>()).Select(claim => $"{claim.Key}={claim.Value}"))} of {credential.Issuer}";
}
