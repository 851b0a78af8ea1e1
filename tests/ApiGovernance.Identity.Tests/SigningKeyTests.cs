using System.Security.Cryptography;
using ApiGovernance.Identity.Keys;
using ApiGovernance.Testing;
using Microsoft.IdentityModel.JsonWebTokens;

namespace ApiGovernance.Identity.Tests;

public sealed class SigningKeyTests : IDisposable
{
    private readonly TempFolder folder = new();

    private string KeyFile => folder["keys/signing-key.pem"];

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_token_outlives_a_restart_of_the_authority()
    {
        string token;
        await using (var before = await AuthorityWorld.StartAsync(folder["keys"]))
            token = await before.TokenAsync();

        await using var after = await AuthorityWorld.StartAsync(folder["keys"]);
        var verified = await after.VerifyAsync(token);

        verified.IsValid.ShouldBeTrue(verified.Exception?.ToString());
        new JsonWebToken(await after.TokenAsync()).Kid.ShouldBe(new JsonWebToken(token).Kid);
    }

    [Fact]
    public async Task A_token_of_another_authority_is_refused()
    {
        await using var ours = await AuthorityWorld.StartAsync(folder["keys"]);
        await using var theirs = await AuthorityWorld.StartAsync(folder["other"]);

        (await ours.VerifyAsync(await theirs.TokenAsync())).IsValid.ShouldBeFalse();
    }

    [Fact]
    public async Task Only_the_owner_may_read_the_key_and_JWKS_does_not_show_it()
    {
        await using var authority = await AuthorityWorld.StartAsync(folder["keys"]);
        var jwks = await authority.Http.GetStringAsync(
            new Uri((await authority.DiscoveryAsync()).GetProperty("jwks_uri").GetString()!), TestContext.Current.CancellationToken);

        jwks.ShouldContain("\"n\"");
        jwks.ShouldNotContain("\"d\"");
        Directory.GetFiles(folder["keys"]).ShouldBe([KeyFile]);
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(KeyFile).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task A_corrupt_key_file_is_named_with_the_way_out_and_left_alone()
    {
        folder.Write("keys/signing-key.pem", "-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----\n");
        var error = await Should.ThrowAsync<AuthorityKeyException>(() => AuthorityWorld.StartAsync(folder["keys"]));

        error.Path.ShouldBe(KeyFile);
        error.Message.ShouldContain(KeyFile);
        error.Message.ShouldContain("PEM");
        error.Message.ShouldContain("delete it");
        (await File.ReadAllTextAsync(KeyFile, TestContext.Current.CancellationToken)).ShouldContain("MIIE");
    }

    [Fact]
    public async Task An_empty_key_file_is_corrupt_too()
    {
        folder.Write("keys/signing-key.pem", "");

        (await Should.ThrowAsync<AuthorityKeyException>(() => AuthorityWorld.StartAsync(folder["keys"]))).Message.ShouldContain(KeyFile);
    }

    [Fact]
    public async Task A_public_key_alone_cannot_sign()
    {
        using var rsa = RSA.Create(2048);
        folder.Write("keys/signing-key.pem", rsa.ExportSubjectPublicKeyInfoPem());

        (await Should.ThrowAsync<AuthorityKeyException>(() => AuthorityWorld.StartAsync(folder["keys"]))).Message.ShouldContain("private key");
    }

    [Fact]
    public async Task A_short_key_is_refused()
    {
        using var rsa = RSA.Create(1024);
        folder.Write("keys/signing-key.pem", rsa.ExportPkcs8PrivateKeyPem());

        (await Should.ThrowAsync<AuthorityKeyException>(() => AuthorityWorld.StartAsync(folder["keys"]))).Message.ShouldContain("1024");
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_a_key_error()
    {
        folder.Write("file", "in the way");

        (await Should.ThrowAsync<AuthorityKeyException>(() => AuthorityWorld.StartAsync(folder["file/keys"])))
            .Message.ShouldContain(folder["file/keys"]);
    }
}
