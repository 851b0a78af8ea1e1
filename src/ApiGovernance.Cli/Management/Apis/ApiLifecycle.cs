using System.CommandLine;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Cli.Management.Apis;

/// <summary>`apigov api promote|deprecate|retire`: steps in the life of a version. A step that is refused is told with every condition that does not hold.</summary>
internal static class ApiLifecycle
{
    public static Command Promote()
    {
        Argument<string> version = RecordArguments.Version();
        Argument<string> stage = new("stage") { Description = "development | preview | active" };
        stage.AcceptOnlyFromAmong("development", "preview", "active");
        return CatalogVerb.Changes("promote", "Move a version to a later stage", [version, stage], call =>
        {
            PromoteRequest request = new(Enum.Parse<ApiStage>(call.Get(stage), ignoreCase: true));
            return MoveAsync(call, call.Get(version), (client, api, name) => client.PromoteAsync(api, name, request, call.Stop));
        });
    }

    public static Command Deprecate()
    {
        Argument<string> version = RecordArguments.Version();
        Option<string?> sunset = RecordArguments.Text("--sunset", "The last day (UTC) on which it answers, e.g. 2027-06-30", required: true);
        Option<string?> successor = RecordArguments.Text("--successor", "The version that takes its place, e.g. v2", required: true);
        Option<string?> from = RecordArguments.Text("--on", "The day from which it is deprecated [default: today]");
        Option<string?> documentation = RecordArguments.Text("--documentation", "Where callers read how to move");
        return CatalogVerb.Changes("deprecate", "Announce the end of a version", [version, sunset, successor, from, documentation], call =>
        {
            DeprecateRequest request = new(RecordArguments.Day(call.Get(sunset), "--sunset")!.Value, call.Get(successor)!)
            {
                DeprecatedOn = RecordArguments.Day(call.Get(from), "--on"),
                Documentation = call.Get(documentation),
            };
            return MoveAsync(call, call.Get(version), (client, api, name) => client.DeprecateAsync(api, name, request, call.Stop));
        });
    }

    public static Command Retire()
    {
        Argument<string> version = RecordArguments.Version();
        return CatalogVerb.Changes("retire", "End a version; refused while that would strand somebody who calls it", [version], call =>
            MoveAsync(call, call.Get(version), (client, api, name) => client.RetireAsync(api, name, call.Stop)));
    }

    private static async Task<int> MoveAsync(CatalogCall call, string version, Func<CatalogClient, string, string, Task<CatalogAnswer<ApiVersionSummary>>> move)
    {
        (string api, string name) = RecordArguments.Place(version)!.Value;
        ApiVersionSummary moved = await call.AskAsync(client => move(client, api, name));
        // What is retired answers no more: "until" would promise that it does.
        string until = moved.Sunset is { } sunset && moved.Stage != ApiStage.Retired ? $" until {RecordWords.Day(sunset)}" : "";
        string next = moved.Successor is { } successor ? $", followed by {successor}" : "";
        return call.Output.WriteDone(moved, $"{version} is {RecordWords.Word(moved.Stage)} now{until}{next}");
    }
}
