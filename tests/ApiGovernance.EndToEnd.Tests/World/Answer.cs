using System.Net.Http.Headers;
using System.Text.Json;

namespace ApiGovernance.EndToEnd.Tests.World;

/// <summary>An answer that was read to its end.</summary>
internal sealed record Answer(int Status, string MediaType, string Body, HttpResponseHeaders Headers)
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    /// <summary>The body as a JSON object.</summary>
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public Echo Echo => JsonSerializer.Deserialize<Echo>(Body, Web)!;

    /// <summary>A text member of the body; null when there is none.</summary>
    public string? Text(string member) => Json.TryGetProperty(member, out JsonElement value) ? value.ToString() : null;

    public static async Task<Answer> ToAsync(HttpClient client, HttpRequestMessage request)
    {
        using (request)
        {
            using HttpResponseMessage response = await client.SendAsync(request, TestContext.Current.CancellationToken);
            return new Answer(
                (int)response.StatusCode,
                response.Content.Headers.ContentType?.MediaType ?? "",
                await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
                response.Headers);
        }
    }

    /// <summary>Asserts a refusal of the gateway or the catalog (RFC 9457) and gives its body.</summary>
    public JsonElement ShouldBeProblem(int status, string type)
    {
        Status.ShouldBe(status, Body);
        MediaType.ShouldBe("application/problem+json", Body);
        Json.GetProperty("status").GetInt32().ShouldBe(status);
        Json.GetProperty("type").GetString()!.ShouldEndWith("/" + type);
        return Json;
    }

    public override string ToString() => $"{Status} {MediaType} {Body}";
}
