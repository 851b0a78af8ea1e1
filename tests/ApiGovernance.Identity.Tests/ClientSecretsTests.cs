using ApiGovernance.Identity.Clients;

namespace ApiGovernance.Identity.Tests;

public sealed class ClientSecretsTests
{
    [Fact]
    public void A_secret_is_256_bits_and_never_the_same()
    {
        var secrets = Enumerable.Range(0, 100).Select(_ => ClientSecrets.Generate()).ToList();

        secrets.Distinct().Count().ShouldBe(100);
        secrets.ShouldAllBe(secret => secret.Length == 43 && System.Buffers.Text.Base64Url.IsValid(secret));
    }

    [Fact]
    public void Only_the_secret_that_was_hashed_verifies()
    {
        var secret = ClientSecrets.Generate();
        var hash = ClientSecrets.Hash(secret);

        ClientSecrets.Verify(secret, hash).ShouldBeTrue();
        ClientSecrets.Verify(secret + "x", hash).ShouldBeFalse();
        ClientSecrets.Verify("", hash).ShouldBeFalse();
    }

    [Fact]
    public void A_hash_is_salted_and_survives_a_store_without_the_secret()
    {
        var secret = ClientSecrets.Generate();
        var text = ClientSecrets.Hash(secret).ToString();

        ClientSecrets.Hash(secret).ToString().ShouldNotBe(text);
        text.ShouldNotContain(secret);
        SecretHash.TryParse(text, out var read).ShouldBeTrue();
        read.ToString().ShouldBe(text);
        ClientSecrets.Verify(secret, read).ShouldBeTrue();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("secret")]
    [InlineData("hmac-sha256$AAAA$AAAA")]
    [InlineData("md5$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("hmac-sha256$AAAAAAAAAAAAAAAAAAAAAA$!!!!")]
    public void What_is_not_a_hash_is_not_read_as_one(string? text) => SecretHash.TryParse(text, out _).ShouldBeFalse();
}
