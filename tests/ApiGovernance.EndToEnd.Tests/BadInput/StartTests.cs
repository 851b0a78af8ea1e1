using System.Text.RegularExpressions;
using ApiGovernance.EndToEnd.Tests.World;
using ApiGovernance.Testing;

namespace ApiGovernance.EndToEnd.Tests.BadInput;

/// <summary>What keeps `serve` from starting: it says what is wrong, where, and what to do, with the exit code of its kind.</summary>
public sealed class StartTests : IDisposable
{
    private const int DocumentUnreadable = 3;
    private const int PolicyUnreadable = 4;
    private const int CannotStart = 6;

    private readonly TempFolder _folder = new();
    private readonly CatalogFiles _files;

    public StartTests() => _files = new CatalogFiles(_folder)
        .Backend("echo", new Uri("http://127.0.0.1:9/"))
        .Api("notes", "/test/notes", "echo", Contracts.Notes);

    [Fact]
    public async Task Every_mistake_of_the_catalog_folder_is_told_at_once_with_file_and_line()
    {
        _files.Api("orphan", "/test/orphan", "echo", Contracts.Notes, owner: "nobody");
        _files.Api("twin", "/test/notes", "echo", Contracts.Notes);
        _folder.Write("catalog/teams/team-b.yaml", "apiVersion: apigovernance/v1\nkind: Team\nmetadata: {name: team-b\nspec:\n  contacts: []\n");
        _folder.Write("catalog/apis/unclosed/api.yaml", "kind: \"Api\n");

        (int exitCode, string errors) = await ServeProcess.RunAsync(["serve", .. _files.Arguments]);

        exitCode.ShouldBe(DocumentUnreadable, errors);
        errors.ShouldMatch(Place("teams/team-b.yaml", "[3-6]"));
        errors.ShouldMatch(Place("apis/unclosed/api.yaml", "[12]"));
        errors.ShouldMatch(Place("apis/orphan/api.yaml", "6") + ".*nobody");
        Regex.Count(errors, Place("apis/orphan/api.yaml", "6") + ".*nobody").ShouldBe(1, errors);
        errors.ShouldMatch(Place("apis/twin/api.yaml", "12") + ".*/test/notes");
        Fix(errors).ShouldContain("apigov catalog validate");
    }

    [Fact]
    public async Task A_dangling_reference_in_the_folder_is_told_with_file_and_line()
    {
        _files.Api("dangling", "/test/dangling", "echo", Contracts.Dangling);

        (int exitCode, string errors) = await ServeProcess.RunAsync(["serve", .. _files.Arguments]);

        exitCode.ShouldBe(DocumentUnreadable, errors);
        errors.ShouldMatch(Place("apis/dangling/v1/openapi.yaml", $"{Contracts.DanglingLine}") + ".*Nothing");
        errors.ShouldNotContain("apis/notes");
    }

    [Fact]
    public async Task A_retention_of_usage_that_the_gate_looks_past_is_refused_with_what_is_needed()
    {
        (int exitCode, string errors) = await ServeProcess.RunAsync(["serve", .. _files.Arguments, "--usage-retention-days", "30"]);

        exitCode.ShouldBe(PolicyUnreadable, errors);
        errors.ShouldContain("it would be kept for 30 days, and the change gate looks 92 days back.");
        errors.ShouldContain("--usage-retention-days 123");
    }

    [Theory]
    [InlineData("--gateway")]
    [InlineData("--control-plane")]
    public async Task A_port_in_use_is_named_with_the_option_that_changes_it(string option)
    {
        await using LoopbackApp taken = await LoopbackApp.StartAsync(_ => { });
        string[] arguments = [.. _files.Arguments];
        arguments[Array.IndexOf(arguments, option) + 1] = taken.BaseAddress.ToString();

        (int exitCode, string errors) = await ServeProcess.RunAsync(["serve", .. arguments]);

        exitCode.ShouldBe(CannotStart, errors);
        errors.ShouldContain($"{taken.BaseAddress.GetLeftPart(UriPartial.Authority)} is in use");
        Fix(errors).ShouldContain(option);
        errors.ShouldNotContain("ApiGovernance is up.");
    }

    [Theory]
    [InlineData("--gateway")]
    [InlineData("--control-plane")]
    public async Task An_address_of_another_machine_is_named_with_the_option_that_changes_it(string option)
    {
        // Reserved for documentation (RFC 5737): no machine has it.
        string[] arguments = [.. _files.Arguments, "--no-embedded-authority"];
        arguments[Array.IndexOf(arguments, option) + 1] = "http://192.0.2.1:0";

        (int exitCode, string errors) = await ServeProcess.RunAsync(
            new Dictionary<string, string> { ["APIGOV_ADMIN_TOKEN"] = new('a', 32) }, ["serve", .. arguments]);

        exitCode.ShouldBe(CannotStart, errors);
        errors.ShouldContain("Cannot listen on http://192.0.2.1:0");
        Fix(errors).ShouldContain(option);
    }

    [Fact]
    public async Task A_gateway_is_not_sent_to_look_for_its_control_plane_on_port_0()
    {
        (int exitCode, string errors) = await ServeProcess.RunAsync(["serve", "--role", "gateway", .. _files.Arguments]);

        exitCode.ShouldBe(2, errors);
        errors.ShouldContain("nobody listens on port 0");
        Fix(errors).ShouldContain("banner");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_data_folder_that_cannot_be_written_is_named(bool isFile)
    {
        // Neither can be written by root either, which is who runs the tests in a container.
        string data = isFile ? _folder.Write("data", "I am a file") : "/proc/apigov-data";
        Assert.SkipUnless(isFile || OperatingSystem.IsLinux(), "Only Linux has a /proc that nobody can write to.");
        string[] arguments = [.. _files.Arguments];
        arguments[Array.IndexOf(arguments, "--data") + 1] = data;

        (int exitCode, string errors) = await ServeProcess.RunAsync(["serve", .. arguments]);

        exitCode.ShouldBe(CannotStart, errors);
        errors.ShouldContain($"The data folder {data} cannot be written");
        Fix(errors).ShouldContain("--data");
        if (isFile)
            (await File.ReadAllTextAsync(data, TestContext.Current.CancellationToken)).ShouldBe("I am a file");
    }

    [Fact]
    public async Task A_SQL_Server_without_a_connection_string_is_refused_before_anything_is_opened()
    {
        (int exitCode, string errors) = await ServeProcess.RunAsync(["serve", .. _files.Arguments, "--store", "sqlserver"]);

        exitCode.ShouldBe(2, errors);
        errors.ShouldContain("--store sqlserver needs a connection string in the environment variable APIGOV_SQLSERVER");
        Fix(errors).ShouldContain("Server=tcp:HOST,1433");
    }

    [Theory]
    [InlineData("Server=127.0.0.1,1;Pasword=hunter2;Database=apigov", null, "the connection string cannot be read", "Database=apigov")]
    [InlineData("Server=127.0.0.1,1;Password=hunter2", null, "names no server or no database", "Database=apigov")]
    [InlineData("Server=127.0.0.1,1;Database=apigov;User ID=a;Password=hunter2", null, "without culture data (ICU)", "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT to false")]
    [InlineData("Server=127.0.0.1,1;Database=apigov;User ID=a;Password=hunter2;Connect Timeout=2", "false", "the server cannot be reached", "Check the server's name")]
    public async Task A_SQL_Server_that_cannot_be_used_is_named_and_its_password_is_not(string connection, string? invariant, string problem, string fix)
    {
        Dictionary<string, string> environment = new() { ["APIGOV_SQLSERVER"] = connection };
        if (invariant is not null)
            environment["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = invariant;

        (int exitCode, string errors) = await ServeProcess.RunAsync(environment, ["serve", .. _files.Arguments, "--store", "sqlserver"]);

        exitCode.ShouldBe(CannotStart, errors);
        errors.ShouldContain(problem);
        errors.ShouldContain("SQL Server");
        errors.ShouldNotContain("hunter2");
        Fix(errors).ShouldContain(fix);
    }

    [Theory]
    [InlineData("this is no database, but somebody may want it back")]
    [InlineData("SQLite format 3\0 and then nothing that SQLite has ever written, for much longer than a header is, to be sure")]
    public async Task A_corrupt_store_is_named_and_left_as_it_is(string content)
    {
        string store = _folder.Write("data/catalog.db", content);

        (int exitCode, string errors) = await ServeProcess.RunAsync(["serve", .. _files.Arguments]);

        exitCode.ShouldBe(CannotStart, errors);
        errors.ShouldContain(store);
        errors.ShouldContain("no sound SQLite database");
        Fix(errors).ShouldContain("restore a backup");
        (await File.ReadAllTextAsync(store, TestContext.Current.CancellationToken)).ShouldBe(content);
    }

    [Theory]
    [InlineData("data/authority/signing-key.pem")]
    [InlineData("data/dev-credentials.json")]
    public async Task A_broken_file_of_the_authority_is_named_and_left_as_it_is(string file)
    {
        string path = _folder.Write(file, "not what it should be");

        (int exitCode, string errors) = await ServeProcess.RunAsync(["serve", .. _files.Arguments]);

        exitCode.ShouldBe(CannotStart, errors);
        errors.ShouldContain(path);
        Fix(errors).ShouldContain("--no-embedded-authority");
        (await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken)).ShouldBe("not what it should be");
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>The last line: what to do.</summary>
    private static string Fix(string errors)
    {
        string last = errors.TrimEnd().Split('\n')[^1];
        last.ShouldStartWith("  fix: ", customMessage: errors);
        return last;
    }

    /// <summary>The pattern of <c>file:line:column</c> in the catalog folder.</summary>
    private string Place(string file, string line) => $"{Regex.Escape(_folder[$"catalog/{file}"])}:{line}:[0-9]+";
}
