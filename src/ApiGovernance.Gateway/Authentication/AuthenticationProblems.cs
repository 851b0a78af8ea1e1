using ApiGovernance.Gateway.Authentication.Possession;
using ApiGovernance.Gateway.Problems;

namespace ApiGovernance.Gateway.Authentication;

/// <summary>The ways in which a caller is not known. What was wrong with a credential is never told: that would help those who guess.</summary>
internal static class AuthenticationProblems
{
    private const string TokenDetail = "The access token is not acceptable.";

    private static readonly string DpopChallenge = $"DPoP algs=\"{DpopProof.Algorithms}\"";

    /// <param name="bearer">Whether an issuer has tokens that come without a proof.</param>
    /// <param name="possession">Whether an issuer has only tokens that come with one (RFC 9449, 7.1).</param>
    public static Problem TokenMissing(bool bearer, bool possession) => new(
        ProblemTypes.TokenMissing,
        bearer ? "Send an access token: 'Authorization: Bearer <token>'." : "Send an access token with a proof: 'Authorization: DPoP <token>' and 'DPoP: <proof>'.")
    {
        Headers = (bearer, possession) switch
        {
            (_, false) => [Problem.Header("WWW-Authenticate", "Bearer")],
            (false, true) => [Problem.Header("WWW-Authenticate", DpopChallenge)],
            _ => [Problem.Header("WWW-Authenticate", $"Bearer, {DpopChallenge}")],
        },
    };

    /// <summary>Sent in a way that is not taken: then a challenge says nothing of an error (RFC 6750, 3.1).</summary>
    public static Problem SchemeNotTaken() => new(ProblemTypes.TokenNotAcceptable, TokenDetail)
    {
        Headers = [Problem.Header("WWW-Authenticate", "Bearer")],
    };

    public static Problem KeyNotAcceptable() => new(ProblemTypes.ApiKeyNotAcceptable, "The API key is not acceptable.")
    {
        Headers = [Problem.Header("WWW-Authenticate", "ApiKey, Bearer")],
    };

    /// <param name="possession">Whether the token came, or should have come, with a proof.</param>
    public static Problem Token(ProblemType type, bool possession) => type == ProblemTypes.IssuerUnavailable
        ? new Problem(type, "The token's issuer could not be asked. Try again shortly.")
        {
            Headers = [Problem.Header("Retry-After", "5")],
        }
        : new Problem(type, type == ProblemTypes.TokenExpired ? "The access token has expired; get a new one." : TokenDetail)
        {
            Headers = [possession ? Possession("invalid_token") : Problem.Header("WWW-Authenticate", "Bearer error=\"invalid_token\"")],
        };

    public static Problem ProofNotAcceptable() => new(ProblemTypes.DpopProofNotAcceptable, "The DPoP proof is not acceptable.")
    {
        Headers = [Possession("invalid_dpop_proof")],
    };

    public static Problem CertificateNotAcceptable() => new(ProblemTypes.CertificateNotAcceptable, "The client certificate is not acceptable.")
    {
        Headers = [Problem.Header("WWW-Authenticate", "Bearer")],
    };

    public static Problem SignatureNotAcceptable(string detail) => new(ProblemTypes.SignatureNotAcceptable, detail)
    {
        Headers = [Problem.Header("WWW-Authenticate", "Signature, Bearer")],
    };

    public static Problem PublicAddressUnknown() => new(
        ProblemTypes.PublicAddressUnknown,
        "The gateway was not told under which address callers know it, so it cannot tell whether a proof or a signature is for it. Whoever runs it says so with --public-url.");

    public static Problem ReplayCheckUnavailable() => new(ProblemTypes.ReplayCheckUnavailable, "More proofs are in use than can be kept apart now. Try again shortly.")
    {
        Headers = [Problem.Header("Retry-After", "30")],
    };

    private static KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues> Possession(string error) =>
        Problem.Header("WWW-Authenticate", $"DPoP error=\"{error}\", algs=\"{DpopProof.Algorithms}\"");
}
