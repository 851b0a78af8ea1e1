using ApiGovernance.Diff.Comparison;

namespace ApiGovernance.Diff.Rules.Security;

/// <summary>Who is let in. One law: credentials that were enough must still be enough.</summary>
internal static class SecurityChanges
{
    private const string StillEnough = "Let what was enough before be enough still.";

    public static IEnumerable<ChangeDefinition> All { get; } =
    [
        .. Requirements("api-security", "an operation"),
        .. Requirements("api-global-security", "the document, for every operation that says nothing else,"),
        Define.Informs("api-security-component-added", ChangeDirection.None, "a security scheme is new"),
        Define.Informs("api-security-component-removed", ChangeDirection.None, "a security scheme is gone; who needed it is reported by itself"),
        Define.Informs("api-security-component-changed", ChangeDirection.None, "a security scheme changed that nobody needs, or that other schemes stand in for"),
        Define.Breaks("api-security-component-type-changed", ChangeDirection.Request, "a security scheme is of another type, so the credentials of before are not enough", "Add a scheme of another name, and take both."),
        Define.Breaks("api-security-component-key-changed", ChangeDirection.Request, "an API key is read from another place or under another name", "Keep reading it from the old place too."),
        Define.Breaks("api-security-component-http-scheme-changed", ChangeDirection.Request, "another HTTP authentication scheme is asked for", "Add a scheme of another name, and take both."),
        Define.Breaks("api-security-component-oauth-flow-removed", ChangeDirection.Request, "a way of getting a token is gone", "Keep the flow."),
        Define.Informs("api-security-component-oauth-flow-added", ChangeDirection.Request, "a way of getting a token is new"),
        Define.Informs("api-security-component-oauth-url-changed", ChangeDirection.None, "the authorization URL of a scheme changed"),
        Define.Informs("api-security-component-oauth-token-url-changed", ChangeDirection.None, "the token URL of a scheme changed"),
        Define.Informs("api-security-component-open-id-connect-url-changed", ChangeDirection.None, "the OpenID Connect URL of a scheme changed"),
        Define.Informs("api-security-component-oauth-scope-added", ChangeDirection.None, "a scheme offers another scope"),
        Define.Informs("api-security-component-oauth-scope-removed", ChangeDirection.None, "a scheme no longer offers a scope; where an operation needs it still, this is an error: no token has it"),
        Define.Informs("api-security-component-oauth-scope-changed", ChangeDirection.None, "a scope is explained otherwise") with { IsForReaders = true },
    ];

    private static IEnumerable<ChangeDefinition> Requirements(string id, string who) =>
    [
        Define.Breaks($"{id}-added", ChangeDirection.Request, $"{who} asks for authorization where none was needed", Define.NewVersion),
        Define.Informs($"{id}-alternative-added", ChangeDirection.Request, $"{who} takes other credentials too"),
        Define.Informs($"{id}-removed", ChangeDirection.Request, $"{who} no longer asks for something; where credentials that were enough are not any more, this is an error") with { Fix = StillEnough },
        Define.Breaks($"{id}-scope-added", ChangeDirection.Request, $"{who} asks for another scope", StillEnough),
        Define.Informs($"{id}-scope-removed", ChangeDirection.Request, $"{who} asks for a scope less"),
    ];
}
