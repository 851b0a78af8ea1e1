using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using ApiGovernance.EndToEnd.Tests.World;
using ApiGovernance.Testing;

namespace ApiGovernance.EndToEnd.Tests.Serve;

/// <summary>The secret of a client of the embedded authority is a key of the consumer: shown once, kept as a salted hash.</summary>
public sealed class KeysAsClientSecretsTests : IDisposable
{
    private const string Keys = "api/v1/consumers/tester/keys";

    private readonly TempFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_key_gets_a_token_as_long_as_it_is_taken_and_no_secret_stands_in_the_data_folder()
    {
        CatalogFiles files = Files();
        await using ServeProcess serve = await ServeProcess.StartAsync(["--role", "control-plane", .. files.Arguments, "--no-development-secrets"]);
        using HttpClient http = new() { BaseAddress = serve.ControlPlane };

        (await ErrorAsync(http, "anything")).ShouldBe("invalid_client");
        (string oldId, string oldKey) = await IssuedAsync(await http.PostAsJsonAsync(Keys, new { label = "token" }, Cancel));
        (await ErrorAsync(http, oldKey)).ShouldBeNull();
        (await ErrorAsync(http, oldKey[..^1] + (oldKey[^1] == 'a' ? 'b' : 'a'))).ShouldBe("invalid_client");

        (_, string newKey) = await IssuedAsync(await http.PostAsJsonAsync($"{Keys}/{oldId}/rotate", new { overlapHours = 1 }, Cancel));
        (await ErrorAsync(http, oldKey)).ShouldBeNull("both are taken while the old one is replaced");
        (await ErrorAsync(http, newKey)).ShouldBeNull();
        using HttpResponseMessage revoked = await http.DeleteAsync(new Uri($"{Keys}/{oldId}", UriKind.Relative), Cancel);
        revoked.IsSuccessStatusCode.ShouldBeTrue();
        (await ErrorAsync(http, oldKey)).ShouldBe("invalid_client");
        (await ErrorAsync(http, newKey)).ShouldBeNull();

        serve.Errors.ShouldNotContain("stand in clear");
        await serve.KillAsync();
        foreach (string file in Directory.EnumerateFiles(files.Data, "*", SearchOption.AllDirectories))
        {
            (await File.ReadAllTextAsync(file, Encoding.Latin1, Cancel)).ShouldNotContain(newKey[^49..], customMessage: file);
            Path.GetFileName(file).ShouldNotBe("dev-credentials.json");
        }
    }

    [Fact]
    public async Task An_authority_that_could_give_nobody_a_token_does_not_start()
    {
        (int exitCode, string errors) = await ServeProcess.RunAsync(["serve", "--role", "authority", .. Files().Arguments, "--no-development-secrets"]);

        exitCode.ShouldBe(2, errors);
        errors.ShouldContain("nobody would get a token");
    }

    private CatalogFiles Files() => new CatalogFiles(_folder).Backend("gone", new Uri("http://127.0.0.1:9/")).Api("notes", "/test/notes", "gone", Contracts.Notes);

    private static async Task<(string Id, string Key)> IssuedAsync(HttpResponseMessage answer)
    {
        using (answer)
        {
            JsonElement issued = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
            answer.IsSuccessStatusCode.ShouldBeTrue(issued.ToString());
            return (issued.GetProperty("id").GetString()!, issued.GetProperty("key").GetString()!);
        }
    }

    /// <returns>Null when a token was given.</returns>
    private static async Task<string?> ErrorAsync(HttpClient http, string secret)
    {
        using FormUrlEncodedContent form = new([new("grant_type", "client_credentials"), new("client_id", CatalogFiles.Consumer), new("client_secret", secret)]);
        using HttpResponseMessage response = await http.PostAsync(new Uri("connect/token", UriKind.Relative), form, Cancel);
        JsonElement answer = await response.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        return response.IsSuccessStatusCode ? null : answer.GetProperty("error").GetString();
    }
}
