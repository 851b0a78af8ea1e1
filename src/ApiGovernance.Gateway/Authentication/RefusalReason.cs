using ApiGovernance.Gateway.Problems;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Gateway.Authentication;

/// <summary>
/// Why a credential is refused, for whoever runs the gateway and asks about the call later. Its caller is never told, and nothing of the credential is in it.
/// </summary>
/// <param name="Text">A sentence.</param>
/// <param name="Issuer">The name of the issuer whose setting decided; null for none.</param>
/// <param name="Setting">That setting.</param>
internal sealed record RefusalReason(string Text, string? Issuer = null, string? Setting = null)
{
    private const string Record = "policies/traffic/issuers.yaml";

    public static implicit operator RefusalReason(string text) => new(text);

    /// <summary>Puts it beside what decided the call.</summary>
    public void Note(Exchange exchange)
    {
        // The built-in authority is in no file.
        bool isWritten = Issuer is not null and not ConsumerCredential.EmbeddedIssuer;
        string? rule = isWritten && Setting is not null ? $"spec.issuers[{Issuer}].{Setting}" : null;
        exchange.Note(GatewayPipeline.Authenticate, isWritten ? Record : null, rule, Text);
    }

    public TokenVerdict As(ProblemType problem) => new(null, problem) { Reason = this };
}
