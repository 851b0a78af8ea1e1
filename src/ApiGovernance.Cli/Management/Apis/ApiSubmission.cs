using System.CommandLine;
using ApiGovernance.Cli.Check;
using ApiGovernance.Cli.Inputs;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Cli.Management.Apis;

/// <summary>`apigov api submit|approve|reject`: a contract before the change gate, and what reviewers say of one that waits.</summary>
internal static class ApiSubmission
{
    public static Command Submit()
    {
        Argument<string> contract = new("contract") { Description = "The contract: FILE, -, REVISION:PATH" };
        Option<string?> api = RecordArguments.Named("--api", "apis", "The API, or API/VERSION [default: what an api.yaml in or above the contract's folder says]");
        Option<string?> version = RecordArguments.Text("--version", "The version, e.g. v2");
        Option<string?> stage = RecordArguments.OneOf("--stage", "For a version that is new", "design", "development", "preview", "active");
        return CatalogVerb.Changes(
            "submit", "Put a contract before the change gate; when it passes it is in force", [contract, api, version, stage],
            async call =>
            {
                string file = call.Get(contract);
                (string name, string of) = PlaceOf(file, call.Get(api), call.Get(version));
                DocumentBundle bundle = await DocumentInput.Parse(file).LoadAsync(call.Catalog, call.Stop);
                ReadOnlyMemory<byte> document = bundle.Documents.Count == 1 ? bundle.Root.Bytes : bundle.ToSingleDocument();
                CatalogAnswer<ContractVerdict> answer = await call.SendAsync(client => client.SubmitAsync(name, of, document, call.Get(stage), bundle.Root.Path, call.Stop));
                ContractVerdict verdict = answer.Value ?? SubmittedVerdict.Of(answer.Problem!, name, of, call.Get(stage)) ?? throw new ProblemRefusal(answer.Problem!, call.Catalog, file);
                return SubmittedVerdict.Write(call, verdict, file);
            },
            [RecordOutput.Text, RecordOutput.Json, RecordOutput.Markdown]);
    }

    public static Command Approve() => Review("approve", "Approve a contract that waits for it", "approved", isCommentNeeded: false);

    public static Command Reject() => Review("reject", "Refuse a contract that waits for approval", "rejected", isCommentNeeded: true);

    private static Command Review(string name, string description, string decision, bool isCommentNeeded)
    {
        Argument<string> version = RecordArguments.Version();
        Option<string?> comment = RecordArguments.Text("--comment", "Why", isCommentNeeded);
        Option<string?> document = RecordArguments.Text("--document", "The hash of the very document that was looked at [default: the last one submitted]");
        return CatalogVerb.Changes(
            name, description, [version, comment, document],
            async call =>
            {
                (string api, string of) = RecordArguments.Place(call.Get(version))!.Value;
                ApprovalRequest request = new(decision) { Comment = call.Get(comment), DocumentHash = call.Get(document) };
                ContractVerdict verdict = await call.AskAsync(client => client.ReviewAsync(api, of, request, call.Stop));
                string standing = verdict switch
                {
                    { Applied: true } => $"in force as revision {verdict.Revision}",
                    { Approval: { } approval } => $"{approval.Approvers.Count} of {approval.Required} approvals",
                    _ => verdict.Outcome,
                };
                return call.Output.WriteDone(verdict, $"{api}/{of} {decision}: {standing}. {verdict.Summary}");
            });
    }

    /// <exception cref="CommandRefusal">Nothing says which version it is.</exception>
    private static (string Api, string Version) PlaceOf(string contract, string? api, string? version)
    {
        if (api is not null && RecordArguments.Place(api) is { } place && (version is null || version == place.Version))
            return place;
        if (api is not null && version is not null && !api.Contains('/', StringComparison.Ordinal))
            return (api, version);
        (CatalogPlace? found, string? problem) = api is null && version is null && File.Exists(contract)
            ? CatalogPlace.Find(contract, path => File.Exists(path) ? File.ReadAllBytes(path) : null)
            : (null, null);
        return found is not null
            ? (found.Api, found.Version)
            : throw new CommandRefusal(ExitCodes.Usage, problem ?? $"It is not told which version of which API {contract} is.", "Give --api NAME --version VERSION, e.g. --api orders --version v2.");
    }
}
