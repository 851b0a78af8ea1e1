using ApiGovernance.Diff.Comparison;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Rules.Security;

/// <summary>A scheme that asks for other credentials: once, with every operation whose callers have those of before.</summary>
internal static class SchemeCredentialRule
{
    public static Change? Check(ApiSecurityDefinition old, ApiSecurityDefinition now, ContractPair contracts)
    {
        string was = SchemeMeaning.Words(old), asks = SchemeMeaning.Words(now);
        if (was == asks)
            return null;
        ApiOperation[] users = [.. contracts.Before.Operations.Where(operation => operation.Security.Any(need => need.Schemes.Any(scheme => scheme.Name == old.Name)))];
        string id = users.Length == 0 ? "api-security-component-changed"
            : SchemeMeaning.Kind(old) != SchemeMeaning.Kind(now) ? "api-security-component-type-changed"
            : SchemeMeaning.Kind(old) == "apiKey" ? "api-security-component-key-changed"
            : "api-security-component-http-scheme-changed";
        return new Change(id, now.Place, $"The security scheme `{now.Name}` asks for {asks}, before for {was}.")
        {
            Before = was,
            After = asks,
            Operations = [.. users.Select(operation => operation.ToString())],
            Proof = users.Length == 0 ? null : Refused(users[0], old, contracts, was, asks),
        };
    }

    private static Proof Refused(ApiOperation operation, ApiSecurityDefinition old, ContractPair contracts, string was, string asks) =>
        new Need("", old.Name, old, []).AddTo(SampleRequest.Of(operation, contracts.OldExamples)).Refused($" with {was}", $"It is answered with 401 or 403: {asks} is needed.");
}
