using ApiGovernance.Identity.Clients;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ApiGovernance.Identity.Tests;

public sealed class OptionsTests
{
    [Theory]
    [InlineData("http://127.0.0.1:8081/")]
    [InlineData("http://localhost:8081")]
    [InlineData("http://[::1]:8081/")]
    [InlineData("https://auth.example.com/")]
    public void An_issuer_on_loopback_or_https_is_accepted(string issuer) => Usable(issuer).Validate().ShouldBeEmpty();

    [Theory]
    [InlineData("http://auth.example.com/", "not loopback")]
    [InlineData("http://0.0.0.0:8081/", "not loopback")]
    [InlineData("ftp://127.0.0.1/", "neither http nor https")]
    [InlineData("/relative", "absolute")]
    [InlineData("https://auth.example.com/?tenant=1", "query")]
    public void Any_other_issuer_is_refused(string issuer, string reason) =>
        Usable(issuer).Validate().ShouldHaveSingleItem().ShouldContain(reason);

    [Theory]
    [InlineData("00:00:59")]
    [InlineData("1.00:00:01")]
    public void A_lifetime_out_of_bounds_is_refused(string lifetime)
    {
        var options = Usable("http://127.0.0.1/");
        options.TokenLifetime = TimeSpan.Parse(lifetime, System.Globalization.CultureInfo.InvariantCulture);

        options.Validate().ShouldHaveSingleItem().ShouldContain("00:01:00");
    }

    [Fact]
    public void Every_error_is_told_at_once()
    {
        var error = Should.Throw<OptionsValidationException>(() => new ServiceCollection().AddEmbeddedAuthority(options => options.Audience = ""));

        error.Failures.Select(failure => failure.Split(' ')[0]).ShouldBe(["Issuer", "KeyDirectory", "Audience", "FindClient"]);
    }

    private static EmbeddedAuthorityOptions Usable(string issuer) => new()
    {
        Issuer = new Uri(issuer, UriKind.RelativeOrAbsolute),
        KeyDirectory = "keys",
        FindClient = (_, _) => ValueTask.FromResult<AuthorityClient?>(null),
    };
}
