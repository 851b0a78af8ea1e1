using System.CommandLine.Completions;
using System.Net.Http.Headers;
using System.Text.Json;
using ApiGovernance.Cli.Inputs;

namespace ApiGovernance.Cli.Completion;

/// <summary>
/// Names of the live catalog for the shell's completion. A shell waits for it: there is one short call, and without an answer nothing is
/// offered and nothing is said.
/// </summary>
internal static class CatalogNames
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(1500);

    private const int Most = 200;

    public static IEnumerable<CompletionItem> Of(string collection, CompletionContext context) =>
        [.. Items(collection, context).Select(NameOf).OfType<string>().Where(name => name.StartsWith(context.WordToComplete, StringComparison.Ordinal)).Select(name => new CompletionItem(name))];

    /// <summary>What records that have no name are known by.</summary>
    /// <param name="member">The member that holds it.</param>
    public static IEnumerable<CompletionItem> Of(string collection, string member, CompletionContext context) =>
    [
        .. Items(collection, context).Select(item => item.GetProperty(member).GetString() ?? "")
            .Where(name => name.StartsWith(context.WordToComplete, StringComparison.Ordinal)).Distinct().Select(name => new CompletionItem(name)),
    ];

    /// <summary>API/VERSION.</summary>
    public static IEnumerable<CompletionItem> Versions(CompletionContext context) =>
    [
        .. Items("apis", context)
            .SelectMany(api => Versions(api).Select(version => $"{NameOf(api)}/{version}"))
            .Where(name => name.StartsWith(context.WordToComplete, StringComparison.Ordinal))
            .Select(name => new CompletionItem(name)),
    ];

    private static IEnumerable<string?> Versions(JsonElement api) =>
        api.TryGetProperty("versions", out JsonElement versions) && versions.ValueKind == JsonValueKind.Array ? versions.EnumerateArray().Select(NameOf) : [];

    private static string? NameOf(JsonElement record) =>
        record.TryGetProperty("name", out JsonElement name) || (record.TryGetProperty("metadata", out JsonElement metadata) && metadata.TryGetProperty("name", out name))
            ? name.GetString()
            : null;

    // Help asks every source for its words too, and must not wait for a catalog.
    private static bool IsAsked => Environment.GetCommandLineArgs().Any(argument => argument.StartsWith("[suggest", StringComparison.Ordinal));

    private static IEnumerable<JsonElement> Items(string collection, CompletionContext context)
    {
        if (!IsAsked)
            return [];
        try
        {
            Uri catalog = context.ParseResult.GetValue<Uri>("--catalog-url") ?? new Uri("http://127.0.0.1:8081");
            using HttpClient http = new() { BaseAddress = catalog, Timeout = Patience };
            using HttpRequestMessage request = new(HttpMethod.Get, new Uri($"api/v1/{collection}?limit={Most}", UriKind.Relative));
            if (CatalogCredential.OfEnvironment(catalog)?.Token is { } token)
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            using HttpResponseMessage response = http.Send(request);
            if (!response.IsSuccessStatusCode)
                return [];
            using Stream body = response.Content.ReadAsStream();
            using JsonDocument page = JsonDocument.Parse(body);
            return [.. page.RootElement.GetProperty("items").EnumerateArray().Select(item => item.Clone())];
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException or JsonException or KeyNotFoundException or ArgumentException or InvalidOperationException or IOException or CommandRefusal)
        {
            return [];
        }
    }
}
