using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace ApiGovernance.Gateway.Authentication.Onward;

/// <summary>A key with which the gateway signs what it tells back ends.</summary>
/// <param name="Created">When it was made; it signs a while later, once back ends can know it.</param>
internal sealed record IdentityKey(string Id, DateTimeOffset Created, ECDsa Key)
{
    private readonly Lock gate = new();

    public static IdentityKey Make(DateTimeOffset now) => new(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(12)), now, ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <summary>The signed token, of a header and claims in JSON.</summary>
    public string Sign(string header, ReadOnlySpan<byte> claims)
    {
        string signed = $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header))}.{Base64Url.EncodeToString(claims)}";
        lock (gate)
            return $"{signed}.{Base64Url.EncodeToString(Key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256))}";
    }

    public ECPoint PublicPoint()
    {
        lock (gate)
            return Key.ExportParameters(includePrivateParameters: false).Q;
    }
}
