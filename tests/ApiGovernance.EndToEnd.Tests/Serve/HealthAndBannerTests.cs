using ApiGovernance.EndToEnd.Tests.World;

namespace ApiGovernance.EndToEnd.Tests.Serve;

/// <summary>What `serve` says of itself: to probes, and to the person who starts it.</summary>
[Collection(NotesCollection.Name)]
public sealed class HealthAndBannerTests(NotesWorld world)
{
    [Theory]
    [InlineData("healthz", "live")]
    [InlineData("readyz", "ready")]
    public async Task Both_planes_answer_probes(string path, string status)
    {
        using HttpClient client = new();
        foreach (Uri plane in new[] { world.Serve.Gateway!, world.Serve.ControlPlane! })
        {
            Answer answer = await Answer.ToAsync(client, new HttpRequestMessage(HttpMethod.Get, new Uri(plane, path)));

            answer.Status.ShouldBe(200);
            answer.MediaType.ShouldBe("application/json");
            answer.Text("status").ShouldBe(status);
        }
    }

    [Fact]
    public async Task The_gateway_is_ready_with_the_revision_that_the_control_plane_published()
    {
        using HttpClient client = new();
        Answer ready = await Answer.ToAsync(client, new HttpRequestMessage(HttpMethod.Get, new Uri(world.Serve.Gateway!, "readyz")));
        Answer current = await Answer.ToAsync(
            client, new HttpRequestMessage(HttpMethod.Get, new Uri(world.Serve.ControlPlane!, "api/v1/snapshots/current")));

        ready.Text("revision").ShouldBe(current.Text("revision"));
    }

    [Fact]
    public void The_banner_says_where_things_are_and_what_is_insecure_by_default()
    {
        string banner = world.Serve.Errors;

        banner.ShouldContain(world.Serve.Gateway!.GetLeftPart(UriPartial.Authority));
        banner.ShouldContain($"{world.Serve.ControlPlane!.GetLeftPart(UriPartial.Authority)}/api/v1");
        banner.ShouldContain("/connect/token");
        banner.ShouldContain(world.Files.Catalog);
        banner.ShouldContain(world.Files.Policies);
        banner.ShouldContain(world.Files.Data);
        string[] warnings = [.. banner.Split('\n').Where(line => line.StartsWith("  insecure by default: ", StringComparison.Ordinal))];
        warnings.Length.ShouldBe(3);
        warnings[0].ShouldContain("plain HTTP");
        warnings[1].ShouldContain("APIGOV_ADMIN_TOKEN");
        warnings[2].ShouldContain("dev-credentials.json");
    }
}
