using ApiGovernance.EndToEnd.Tests.World;

namespace ApiGovernance.EndToEnd.Tests.Serve;

[Collection(NotesCollection.Name)]
public sealed class DataFolderTests(NotesWorld world)
{
    [Fact]
    public async Task A_second_process_on_the_same_data_folder_is_refused()
    {
        (int exitCode, string errors) = await ServeProcess.RunAsync(["serve", .. world.Files.Arguments]);

        exitCode.ShouldBe(6, errors);
        errors.ShouldContain("is in use by another apigov process");
        errors.ShouldContain("--data");
        await world.ShouldStillServeAsync();
    }

    [Fact]
    public async Task A_check_against_a_version_that_does_not_exist_does_not_pass()
    {
        string contract = Directory.GetFiles(Path.Combine(world.Files.Catalog, "apis", "notes"), "openapi.*", SearchOption.AllDirectories).Single();
        (int exitCode, string errors) = await ServeProcess.RunAsync(
            "check", contract, "--against", "catalog:notes/v9", "--catalog-url", world.Serve.ControlPlane!.ToString(), "--policies", world.Files.Policies);

        exitCode.ShouldBe(3, errors);
        errors.ShouldContain("no contract in force for notes/v9");
    }
}
