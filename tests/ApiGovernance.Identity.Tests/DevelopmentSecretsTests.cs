using ApiGovernance.Identity.Clients;
using ApiGovernance.Testing;

namespace ApiGovernance.Identity.Tests;

public sealed class DevelopmentSecretsTests : IDisposable
{
    private readonly TempFolder folder = new();

    private string SecretsFile => folder["data/dev-secrets.json"];

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_first_start_makes_secrets_that_only_the_owner_may_read()
    {
        var secrets = DevelopmentSecrets.LoadOrCreate(SecretsFile, ["shop", "büro"]);

        secrets.Keys.ShouldBe(["büro", "shop"]);
        secrets["shop"].Length.ShouldBe(43);
        secrets["shop"].ShouldNotBe(secrets["büro"]);
        File.ReadAllText(SecretsFile).ShouldContain($"\"büro\": \"{secrets["büro"]}\"");
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(SecretsFile).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public void A_later_start_keeps_what_is_there_and_adds_what_is_new()
    {
        var before = DevelopmentSecrets.LoadOrCreate(SecretsFile, ["shop"]);
        var after = DevelopmentSecrets.LoadOrCreate(SecretsFile, ["partner"]);

        after.Keys.ShouldBe(["partner", "shop"]);
        after["shop"].ShouldBe(before["shop"]);
        DevelopmentSecrets.LoadOrCreate(SecretsFile, []).ShouldBe(after);
    }

    [Fact]
    public void A_file_that_needs_nothing_new_is_not_written()
    {
        const string written = """{ "shop": "chosen by hand" }""";
        folder.Write("data/dev-secrets.json", written);

        DevelopmentSecrets.LoadOrCreate(SecretsFile, ["shop"])["shop"].ShouldBe("chosen by hand");
        File.ReadAllText(SecretsFile).ShouldBe(written);
    }

    [Theory]
    [InlineData("{\n  \"shop\": \"a\",\n  oops\n}", "line 3")]
    [InlineData("", "not a JSON object")]
    [InlineData("[]", "not a JSON object")]
    [InlineData("""{"shop": 1}""", "client 'shop'")]
    [InlineData("""{"shop": ""}""", "client 'shop'")]
    [InlineData("""{"shop": "a", "shop": "b"}""", "not a JSON object")]
    public void A_corrupt_file_is_named_with_the_way_out_and_left_alone(string content, string reason)
    {
        folder.Write("data/dev-secrets.json", content);
        var error = Should.Throw<DevelopmentSecretsException>(() => DevelopmentSecrets.LoadOrCreate(SecretsFile, ["new"]));

        error.Path.ShouldBe(SecretsFile);
        error.Message.ShouldContain(SecretsFile);
        error.Message.ShouldContain(reason);
        error.Message.ShouldContain("delete it");
        File.ReadAllText(SecretsFile).ShouldBe(content);
    }
}
