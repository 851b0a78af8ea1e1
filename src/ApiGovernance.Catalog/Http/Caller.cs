using ApiGovernance.Catalog.Access;
using ApiGovernance.Catalog.Problems;
using Microsoft.AspNetCore.Http;

namespace ApiGovernance.Catalog.Http;

/// <summary>What a request says besides its body.</summary>
internal static class Caller
{
    public const string ReasonHeader = "Audit-Reason";

    private const int MaxReason = 1000;

    /// <summary>Who changes something, for the audit.</summary>
    /// <remarks>Whoever let the call through has put it there.</remarks>
    public static CatalogActor Actor(HttpContext http) => http.Features.Get<CatalogActor>()
        ?? throw new InvalidOperationException("The call was let through without saying who it is from.");

    public static void Set(HttpContext http, CatalogActor actor) => http.Features.Set(actor with
    {
        Origin = http.Connection.RemoteIpAddress?.ToString() ?? "",
        Reason = Reason(http.Request),
    });

    /// <summary>Why the caller does what it does, for the audit: <c>Audit-Reason</c>, one line of UTF-8.</summary>
    private static string Reason(HttpRequest request)
    {
        string given = string.Join("; ", request.Headers[ReasonHeader].AsEnumerable());
        string line = new([.. given.Where(character => !char.IsControl(character)).Take(MaxReason)]);
        return line.Trim();
    }

    /// <summary>The entity tags of <c>If-Match</c> (RFC 9110, 13.1.1) without quotes; null without the header.</summary>
    public static IReadOnlyList<string>? IfMatch(HttpRequest request) => request.Headers.IfMatch.Count == 0
        ? null
        : [.. request.Headers.IfMatch.SelectMany(value => (value ?? "").Split(',', StringSplitOptions.TrimEntries)).Select(tag => tag.Trim('"'))];

    /// <summary><c>If-None-Match: *</c>: only when there is none yet.</summary>
    public static bool MustBeNew(HttpRequest request) => request.Headers.IfNoneMatch is ["*"];

    /// <summary><c>If-None-Match</c> on a read: the caller has what would be sent.</summary>
    public static bool HasAlready(HttpRequest request, string tag) => request.Headers.IfNoneMatch
        .SelectMany(value => (value ?? "").Split(',', StringSplitOptions.TrimEntries))
        .Any(known => known == "*" || (known.StartsWith("W/", StringComparison.Ordinal) ? known[2..] : known) == tag);

    /// <summary>A text of the query; null when it is missing or empty.</summary>
    public static string? Text(HttpRequest request, string name) => request.Query[name] is [{ Length: > 0 } text] ? text : null;

    /// <summary>One of some words of the query; null when it is missing.</summary>
    /// <exception cref="BodyRefusedException">Another word.</exception>
    public static string? Word(HttpRequest request, string name, params IReadOnlyCollection<string> words)
    {
        if (Text(request, name) is not { } word || words.Contains(word))
            return Text(request, name);
        throw new BodyRefusedException(new Refusal(CatalogProblemTypes.ParameterInvalid, $"`{name}` must be one of {string.Join(", ", words)}; it is `{word}`."));
    }

    /// <summary>A whole number of the query, or its default.</summary>
    /// <exception cref="BodyRefusedException">Not a number within the bounds.</exception>
    public static int Number(HttpRequest request, string name, int standard, int min, int max)
    {
        if (request.Query[name] is not [{ Length: > 0 } text])
            return standard;
        return int.TryParse(text, out int number) && number >= min && number <= max
            ? number
            : throw new BodyRefusedException(new Refusal(CatalogProblemTypes.ParameterInvalid, $"`{name}` must be a number from {min} to {max}."));
    }
}
