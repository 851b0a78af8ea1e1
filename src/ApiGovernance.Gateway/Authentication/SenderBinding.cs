using System.Text.Json;

namespace ApiGovernance.Gateway.Authentication;

/// <summary>What a caller must prove to have beside the token (RFC 7800): the key of a certificate, or a key of its own.</summary>
/// <param name="Certificate">SHA-256 of the certificate in base64url (RFC 8705, 3.1).</param>
/// <param name="Key">Thumbprint of the key in base64url (RFC 9449, 6.1).</param>
internal readonly record struct SenderBinding(string? Certificate, string? Key)
{
    /// <returns>False when the token is bound in a way that is not known here: to take it for unbound would undo the binding.</returns>
    public static bool TryRead(JsonElement claims, out SenderBinding binding)
    {
        binding = default;
        if (!claims.TryGetProperty("cnf", out JsonElement confirmation))
            return true;
        if (confirmation.ValueKind != JsonValueKind.Object)
            return false;
        binding = new(TokenClaims.Text(confirmation, "x5t#S256"), TokenClaims.Text(confirmation, "jkt"));
        return binding != default;
    }
}
