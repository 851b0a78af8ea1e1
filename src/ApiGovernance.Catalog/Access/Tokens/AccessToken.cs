using System.Text.Json;

namespace ApiGovernance.Catalog.Access.Tokens;

/// <summary>A verified token.</summary>
/// <param name="Issuer">The configured issuer's name, not its URL.</param>
/// <param name="Client">The value of that issuer's client claim; null when the token has none.</param>
/// <param name="Claims">The whole payload.</param>
internal sealed record AccessToken(string Issuer, string? Client, JsonElement Claims)
{
    private const int MaxName = 200;

    public string? Text(string claim) => Claims.TryGetProperty(claim, out JsonElement value) ? TextOf(value) : null;

    /// <summary>Whether the claim is this text, or a list with it.</summary>
    public bool Has(string claim, string wanted)
    {
        if (!Claims.TryGetProperty(claim, out JsonElement value))
            return false;
        // Whoever may choose an address without proving that it is theirs must not become its owner.
        if (claim == "email" && Claims.TryGetProperty("email_verified", out JsonElement verified) && verified.ValueKind != JsonValueKind.True)
            return false;
        return value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray().Any(item => TextOf(item) == wanted)
            : TextOf(value) == wanted;
    }

    /// <summary>How the audit names the bearer: never without its issuer, so that no issuer can name somebody of another, or of ours.</summary>
    public string Name(string? nameClaim)
    {
        string name = (nameClaim is null ? null : Text(nameClaim))
            ?? (Text("sub") is { } subject && subject != Client ? subject : Client)
            ?? "unknown";
        // A name goes into logs and reports, which are lines.
        string line = new([.. name.Where(character => !char.IsControl(character)).Take(MaxName)]);
        return $"{Issuer}:{line}";
    }

    private static string? TextOf(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate: valid JSON, but no text.
            return null;
        }
    }
}

/// <summary>Why a token is not taken.</summary>
internal enum TokenTrouble
{
    /// <summary>Anything about the token itself. Which it is helps only whoever forges one.</summary>
    NotAcceptable,

    /// <summary>Its issuer's keys are not to be had, so nothing can be said.</summary>
    IssuerUnavailable,
}

/// <summary>The outcome of verifying a token.</summary>
internal readonly record struct TokenCheck(AccessToken? Token, TokenTrouble Trouble)
{
    public static implicit operator TokenCheck(AccessToken token) => new(token, default);

    public static implicit operator TokenCheck(TokenTrouble trouble) => new(null, trouble);
}
