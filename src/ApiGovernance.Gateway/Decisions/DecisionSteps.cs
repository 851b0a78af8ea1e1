using ApiGovernance.Gateway.Problems;
using ApiGovernance.Protocol.Decisions;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Snapshots;

namespace ApiGovernance.Gateway.Decisions;

/// <summary>Writes out what decided a call, step by step.</summary>
internal static class DecisionSteps
{
    public static CallDecision Explain(Decision decision, string node)
    {
        List<DecisionStep> steps = [];
        for (int stage = 0; stage <= decision.Stage && stage < GatewayPipeline.Names.Count; stage++)
        {
            string name = GatewayPipeline.Names[stage];
            bool refused = stage == decision.Stage && decision.Problem is not null;
            if (refused)
                steps.Add(Refusal(name, decision));
            else if (Passed(name, decision) is { } passed)
                steps.Add(passed);
            steps.AddRange((decision.Notes ?? []).Where(note => note.Stage == name)
                .Select(note => new DecisionStep(name, "noted", note.Record, note.Rule, note.Detail)));
        }

        return new CallDecision(
            decision.RequestId, node, decision.At, Math.Round(decision.Elapsed.TotalMilliseconds, 3), decision.Method, decision.Route, decision.Status,
            decision.Snapshot, steps)
        {
            Api = decision.Api,
            Version = decision.Part?.Version,
            Part = decision.PartHash,
            ContractVersion = decision.Part?.ContractVersion,
            ContractHash = decision.Part?.ContractHash,
            Operation = decision.Operation,
            Consumer = decision.Consumer,
            Problem = decision.Problem?.Id,
        };
    }

    private static DecisionStep Refusal(string stage, Decision decision)
    {
        (string? record, string? rule) = Decider(stage, decision);
        ProblemType problem = decision.Problem!;
        return new DecisionStep(stage, "refused", record, rule, $"{problem.Status} {problem.Id}: {decision.Detail}");
    }

    private static DecisionStep? Passed(string stage, Decision decision)
    {
        (string? record, string? rule) = Decider(stage, decision);
        return Detail(stage, decision) is { } detail ? new DecisionStep(stage, "passed", record, rule, detail) : null;
    }

    private static (string? Record, string? Rule) Decider(string stage, Decision decision)
    {
        string? api = decision.Api is { } name ? $"apis/{name}" : null;
        string? version = decision.Part is { } part ? $"spec.versions[{part.Version}]" : null;
        return stage switch
        {
            GatewayPipeline.Resolve => (api, version ?? (api is null ? null : "spec.versioning")),
            GatewayPipeline.Lifecycle => (api, version is null ? null : $"{version}.stage"),
            GatewayPipeline.Authenticate => decision.Consumer is { } consumer ? ($"consumers/{consumer}", "spec.credentials") : (api, "spec.authentication"),
            GatewayPipeline.Authorize => decision.Consumer is { } subscriber ? ($"consumers/{subscriber}", $"spec.subscriptions[{decision.Api}]") : (api, "spec.authentication"),
            GatewayPipeline.AdmitConsumer => decision.Plan is { } plan ? ($"plans/{plan}", "spec.limits") : (null, null),
            GatewayPipeline.Validate => (api, version is null ? null : $"{version}.contract"),
            GatewayPipeline.AdmitBackend or GatewayPipeline.Forward => (decision.Backend is { } backend ? $"backends/{backend}" : null, null),
            _ => (api, null),
        };
    }

    /// <summary>Null for a stage that had nothing to decide.</summary>
    private static string? Detail(string stage, Decision decision) => stage switch
    {
        GatewayPipeline.Resolve when decision.Part is null => $"No version of {decision.Api} that can be served.",
        GatewayPipeline.Resolve when decision.Operation is null => $"No operation of {decision.Api} {decision.Part.Version}, contract {decision.Part.ContractVersion}, under {decision.BasePath}.",
        GatewayPipeline.Resolve => $"{decision.Operation} of {decision.Api} {decision.Part?.Version}, contract {decision.Part?.ContractVersion}, under {decision.BasePath}.",
        GatewayPipeline.Lifecycle => decision.Part is { } part ? Lifecycle(part) : null,
        GatewayPipeline.Authenticate => decision.Consumer is { } consumer
            ? $"{consumer}, known by {Credential(decision.Issuer)}."
            : decision.Issuer is { } issuer ? $"A token of '{issuer}' that names no registered consumer." : "Anonymous; the API asks for no token.",
        GatewayPipeline.Authorize => decision.Consumer is null ? null : "Subscribed, with the scopes that the operation asks for.",
        GatewayPipeline.AdmitConsumer => decision.RateLimit is { } left ? $"Within the plan's limits: {left}." : null,
        GatewayPipeline.Validate => decision.UncheckedBody is { } type ? $"The body, {type}, was not checked." : "Holds to the contract, or is let through by its validation mode.",
        // What was not let through and got an answer all the same is noted.
        GatewayPipeline.AdmitBackend => decision.Notes?.Any(note => note.Stage == GatewayPipeline.AdmitBackend) == true ? null : "The back end has room.",
        GatewayPipeline.Forward => $"Answered {decision.Status}.",
        _ => null,
    };

    private static string Lifecycle(ApiVersionPart part) => part.Stage == ApiStage.Deprecated && part.Sunset is { } sunset
        ? $"Deprecated, and served until {sunset:yyyy-MM-dd}."
        : $"Stage {part.Stage.ToString().ToLowerInvariant()}.";

    private static string Credential(string? issuer) => issuer is null ? "a credential" : $"'{issuer}'";
}
