using System.CommandLine;
using ApiGovernance.Cli.Inputs;
using ApiGovernance.OpenApi.Reports;
using ApiGovernance.Protocol.CatalogApi;

namespace ApiGovernance.Cli.Management.Consumers;

/// <summary>`apigov subscription`: asked for by a consumer, decided by the API's owner.</summary>
internal static class SubscriptionCommands
{
    public static readonly string[] Headings = ["NAME", "STATE", "VERSIONS", "SCOPES", "OWNER", "DECIDED BY"];

    public static Command List()
    {
        Option<string?> consumer = RecordArguments.Named("--consumer", "consumers", "Only this consumer's");
        Option<string?> api = RecordArguments.Named("--api", "apis", "Only those to this API");
        Option<string?> state = RecordArguments.OneOf("--state", "Only those that are", "declared", "requested", "approved", "rejected", "revoked");
        return CatalogVerb.Reads("list", "List subscriptions", RecordOutput.OfList, [consumer, api, state], async call =>
        {
            IReadOnlyList<SubscriptionSummary> all = await call.AllAsync(call.Client.Subscriptions(
                new SubscriptionFilter { Consumer = call.Get(consumer), Api = call.Get(api), State = call.Get(state) }));
            return call.Output.WriteList(all, new TextTable(Headings), Row, subscription => subscription.Name, "No subscription is like that.");
        });
    }

    public static Command Show()
    {
        Argument<string> name = Name();
        return CatalogVerb.Reads("show", "A subscription with what was asked for and granted", RecordOutput.OfRecord, [name], async call =>
        {
            (string consumer, string api) = Parts(call.Get(name));
            SubscriptionSummary? found = (await call.AllAsync(call.Client.Subscriptions(new SubscriptionFilter { Consumer = consumer, Api = api }))).SingleOrDefault();
            return found is null
                ? throw new CommandRefusal(ExitCodes.DocumentUnreadable, $"There is no subscription of `{consumer}` to `{api}`.", "See `apigov subscription list`.")
                : call.Output.WriteOne(found, writer => Write(found, writer));
        });
    }

    public static Command Request()
    {
        Argument<string> consumer = RecordArguments.Name("consumers", "The consumer");
        Argument<string> api = new("api") { Description = "The API" };
        Option<string[]> versions = RecordArguments.Several("--version", "Only these versions [default: all]");
        Option<string[]> scopes = RecordArguments.Several("--scope", "Scopes that are needed");
        Option<string?> reason = RecordArguments.Text("--reason", "What it is for");
        return CatalogVerb.Changes("request", "Ask an API's owner to let a consumer call it", [consumer, api, versions, scopes, reason], async call =>
        {
            SubscribeRequest request = new(call.Get(api)) { Versions = call.Get(versions) ?? [], Scopes = call.Get(scopes) ?? [], Reason = call.Get(reason) };
            return Decided(call, await call.AskAsync(client => client.SubscribeAsync(call.Get(consumer), request, call.Stop)));
        });
    }

    public static Command Approve()
    {
        Argument<string> name = Name();
        Option<string[]> versions = RecordArguments.Several("--version", "Grant these versions only [default: as asked for]");
        Option<string[]> scopes = RecordArguments.Several("--scope", "Grant these scopes only [default: as asked for]");
        Option<string?> reason = RecordArguments.Text("--reason", "Why");
        return CatalogVerb.Changes("approve", "Grant what is asked for, or less", [name, versions, scopes, reason], async call =>
        {
            ApproveSubscriptionRequest request = new() { Versions = Given(call.Get(versions)), Scopes = Given(call.Get(scopes)), Reason = call.Get(reason) };
            return Decided(call, await call.AskAsync(client => client.ApproveSubscriptionAsync(call.Get(name), request, call.Stop)));
        });
    }

    public static Command Reject() => Refuse(
        "reject", "Refuse what is asked for; what was granted before still is", (client, name, reason, stop) => client.RejectSubscriptionAsync(name, reason, stop));

    public static Command Revoke() => Refuse("revoke", "Take back what was granted", (client, name, reason, stop) => client.RevokeSubscriptionAsync(name, reason, stop));

    public static IReadOnlyList<string> Row(SubscriptionSummary subscription)
    {
        SubscriptionScope? scope = subscription.Granted ?? subscription.Declared ?? subscription.Requested;
        return
        [
            subscription.Name, subscription.State, RecordWords.List(scope?.Versions, "all"), RecordWords.List(scope?.Scopes), RecordWords.Text(subscription.Owner),
            RecordWords.Text(subscription.DecidedBy),
        ];
    }

    private static Command Refuse(
        string verb, string description, Func<CatalogClient, string, string, CancellationToken, Task<CatalogAnswer<SubscriptionSummary>>> decide)
    {
        Argument<string> name = Name();
        Option<string?> reason = RecordArguments.Text("--reason", "Why", required: true);
        return CatalogVerb.Changes(verb, description, [name, reason], async call =>
            Decided(call, await call.AskAsync(client => decide(client, call.Get(name), call.Get(reason)!, call.Stop))));
    }

    private static Argument<string> Name()
    {
        Argument<string> argument = RecordArguments.Name("subscriptions", "CONSUMER--API, e.g. storefront--orders");
        argument.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && token.Value.Split("--") is not [{ Length: > 0 }, { Length: > 0 }])
                result.AddError($"'{token.Value}' names no subscription. Write CONSUMER--API, e.g. storefront--orders.");
        });
        return argument;
    }

    private static (string Consumer, string Api) Parts(string name) => name.Split("--") is [var consumer, var api] ? (consumer, api) : (name, "");

    private static string[]? Given(string[]? words) => words is { Length: > 0 } ? words : null;

    private static int Decided(CatalogCall call, SubscriptionSummary subscription)
    {
        string waits = subscription.State == "requested" ? $", waits for {subscription.Owner ?? "the owner"}" : "";
        return call.Output.WriteDone(subscription, $"{subscription.Name} is {subscription.State}{waits}");
    }

    private static void Write(SubscriptionSummary subscription, TextWriter writer)
    {
        writer.Write($"{subscription.Name}: {subscription.State}\n");
        writer.Write($"  owner      {RecordWords.Text(subscription.Owner)}\n");
        Scope(writer, "declared", subscription.Declared);
        Scope(writer, "requested", subscription.Requested);
        if (subscription.RequestedBy is { } asker)
            writer.Write($"             by {ReportText.Line(asker)}, {RecordWords.Minute(subscription.RequestedAt)}\n");
        Scope(writer, "granted", subscription.Granted);
        if (subscription.DecidedBy is { } decider)
            writer.Write($"  decided    by {ReportText.Line(decider)}, {RecordWords.Minute(subscription.DecidedAt)}\n");
        if (subscription.Reason is { Length: > 0 } reason)
            writer.Write($"  reason     {ReportText.Line(reason)}\n");
    }

    private static void Scope(TextWriter writer, string name, SubscriptionScope? scope)
    {
        if (scope is not null)
            writer.Write($"  {name,-10} {RecordWords.List(scope.Versions, "all versions")}; scopes {RecordWords.List(scope.Scopes, "none")}\n");
    }
}
