using System.Text;

namespace ApiGovernance.Protocol.CatalogApi;

/// <summary>An address with its query; what is null is left out.</summary>
internal sealed record CatalogQuery(string Address)
{
    public CatalogQuery With(string name, string? value) => string.IsNullOrEmpty(value)
        ? this
        : new(new StringBuilder(Address)
            .Append(Address.Contains('?', StringComparison.Ordinal) ? '&' : '?')
            .Append(name).Append('=').Append(Uri.EscapeDataString(value)).ToString());

    public override string ToString() => Address;
}
