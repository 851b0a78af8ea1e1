using System.CommandLine;
using System.Net;
using ApiGovernance.Cli.Hosting;

namespace ApiGovernance.Cli.Commands;

/// <summary>The options of `apigov serve` about who calls the gateway and how it is known.</summary>
internal sealed class CallerArguments
{
    private readonly Option<string?> certificate = new("--gateway-certificate") { Description = "PEM file with the certificate of a gateway that listens on https; read again when it changes" };
    private readonly Option<string?> key = new("--gateway-key") { Description = "PEM file with its key, where that stands apart" };
    private readonly Option<bool> ask = new("--ask-client-certificates") { Description = "Ask clients for a certificate (they may have none)" };
    private readonly Option<string?> authorities = new("--client-ca") { Description = "PEM file with the authorities of client certificates that are known by their subject; asks clients for one" };
    private readonly Option<string?> header = new("--client-certificate-header") { Description = "Field in which a trusted proxy tells the client's certificate, e.g. Client-Cert (RFC 9440)" };
    private readonly Option<string[]> proxies = new("--trusted-proxy") { Description = "A network, as CIDR, of proxies whose word about client certificates is taken; repeatable", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string[]> publicUrls = new("--public-url") { Description = "Address under which callers know the gateway; DPoP and signed requests from other machines need it; repeatable", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string?> secrets = new("--secrets") { Description = "Folder of the secrets that the catalog names with file: [default: secrets in the data folder]" };
    private readonly Option<string?> identityKeys = new("--identity-keys") { Description = "Folder of the keys with which back ends are told who calls, shared by gateways behind one address [default: in the data folder]" };

    public CallerArguments()
    {
        proxies.Validators.Add(result =>
        {
            foreach (System.CommandLine.Parsing.Token token in result.Tokens)
            {
                if (!IPNetwork.TryParse(token.Value, out _))
                    result.AddError($"'{token.Value}' is no network. Write it like 10.1.0.0/16.");
            }
        });
        publicUrls.Validators.Add(result =>
        {
            foreach (System.CommandLine.Parsing.Token token in result.Tokens)
            {
                if (!Uri.TryCreate(token.Value, UriKind.Absolute, out Uri? url) || url.Scheme is not ("http" or "https"))
                    result.AddError($"'{token.Value}' is no address. Write it like https://api.example.com.");
            }
        });
    }

    public IEnumerable<Option> All => [certificate, key, ask, authorities, header, proxies, publicUrls, secrets, identityKeys];

    public CallerOptions Read(ParseResult parsed) => new()
    {
        CertificateFile = parsed.GetValue(certificate),
        KeyFile = parsed.GetValue(key),
        AsksForCertificates = parsed.GetValue(ask),
        ClientAuthoritiesFile = parsed.GetValue(authorities),
        ForwardedCertificateHeader = parsed.GetValue(header),
        TrustedProxies = [.. (parsed.GetValue(proxies) ?? []).Select(text => IPNetwork.Parse(text))],
        PublicUrls = [.. (parsed.GetValue(publicUrls) ?? []).Select(text => new Uri(text))],
        SecretsDirectory = parsed.GetValue(secrets),
        IdentityKeyDirectory = parsed.GetValue(identityKeys),
    };
}
