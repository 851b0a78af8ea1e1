using System.Text.Json;
using ApiGovernance.EndToEnd.Tests.World;

namespace ApiGovernance.EndToEnd.Tests.BadInput;

/// <summary>What is registered wrongly while the planes run: refused with its place, and nothing else changes.</summary>
[Collection(NotesCollection.Name)]
public sealed class CatalogApiTests(NotesWorld world)
{
    [Fact]
    public async Task A_contract_with_a_dangling_reference_is_refused_and_the_one_in_force_stays()
    {
        Answer answer = await world.PutAsync("apis/notes/versions/v1", Contracts.Dangling);

        answer.Status.ShouldBe(409, answer.Body);
        JsonElement error = answer.Json.GetProperty("errors").EnumerateArray()
            .First(one => one.GetProperty("message").GetString()!.Contains("Nothing", StringComparison.Ordinal));
        error.GetProperty("line").GetInt32().ShouldBe(Contracts.DanglingLine);
        error.GetProperty("column").GetInt32().ShouldBeGreaterThan(1);
        error.GetProperty("fix").GetString().ShouldNotBeNullOrEmpty();
        await world.ShouldStillServeAsync();
    }

    [Theory]
    [InlineData("/test/notes")]
    [InlineData("/test/notes/inside")]
    [InlineData("/test")]
    public async Task A_second_API_on_a_path_is_refused_and_the_first_keeps_it(string basePath)
    {
        Answer answer = await world.PutAsync(
            "apis/intruder", CatalogFiles.Descriptor("Api", "intruder", CatalogFiles.ApiSpec(basePath, "gone")));

        answer.ShouldBeProblem(409, "base-path-taken").GetProperty("detail").GetString()!.ShouldContain(basePath);
        answer.Body.ShouldContain("/test/");
        answer.Body.ShouldContain(CatalogFiles.Team);
        await world.ShouldStillServeAsync();
    }

    [Fact]
    public async Task An_unknown_owner_is_refused_with_its_place_and_the_teams_that_there_are()
    {
        string spec = CatalogFiles.ApiSpec("/test/orphan", "echo", owner: "nobody").Replace("active", "development", StringComparison.Ordinal);

        Answer answer = await world.PutAsync("apis/orphan", CatalogFiles.Descriptor("Api", "orphan", spec));

        JsonElement problem = answer.ShouldBeProblem(422, "descriptor-invalid");
        JsonElement error = problem.GetProperty("errors").EnumerateArray()
            .First(one => one.GetProperty("pointer").GetString() == "/spec/owner");
        error.GetProperty("line").GetInt32().ShouldBe(6);
        error.GetProperty("message").GetString()!.ShouldContain("nobody");
        answer.Body.ShouldContain(CatalogFiles.Team);
        await world.ShouldStillServeAsync();
    }

    [Fact]
    public async Task Broken_YAML_is_refused_with_its_line()
    {
        Answer answer = await world.PutAsync("apis/notes", "apiVersion: apigovernance/v1\nkind: Api\nmetadata: {name: notes\nspec:\n");

        answer.Status.ShouldBeInRange(400, 422);
        answer.MediaType.ShouldBe("application/problem+json");
        answer.Json.GetProperty("errors").EnumerateArray().First().GetProperty("line").GetInt32().ShouldBeInRange(3, 5);
        await world.ShouldStillServeAsync();
    }
}
