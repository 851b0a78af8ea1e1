using System.Text.Json;

namespace ApiGovernance.EndToEnd.Tests.World;

/// <summary>Gets tokens of the embedded authority with the secrets that `serve` made.</summary>
internal static class TokenClient
{
    /// <summary>A token with every scope that the consumer may have.</summary>
    public static async Task<string> GetAsync(Uri controlPlane, string dataDirectory, string consumer = CatalogFiles.Consumer)
    {
        string secrets = await File.ReadAllTextAsync(Path.Combine(dataDirectory, "dev-credentials.json"), TestContext.Current.CancellationToken);
        using JsonDocument known = JsonDocument.Parse(secrets);
        using HttpClient client = new();
        using FormUrlEncodedContent form = new(
        [
            new("grant_type", "client_credentials"),
            new("client_id", consumer),
            new("client_secret", known.RootElement.GetProperty(consumer).GetString()),
        ]);
        using HttpResponseMessage response = await client.PostAsync(
            new Uri(controlPlane, "connect/token"), form, TestContext.Current.CancellationToken);
        string answer = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, answer);
        using JsonDocument token = JsonDocument.Parse(answer);
        return token.RootElement.GetProperty("access_token").GetString()!;
    }
}
