using System.Security.Cryptography;
using System.Text;

namespace ApiGovernance.Catalog.Feed.Webhooks;

/// <summary>
/// Seals the secrets of webhooks (AES-256-GCM): they must be used, so they cannot be hashed, and whoever reads the database must not have
/// them. The key is <see cref="CatalogOptions.WebhookKey"/>, or a file of the data folder that only its user can read.
/// </summary>
internal sealed class WebhookKey(CatalogOptions options)
{
    private const string FileName = "webhooks.key";
    private const int KeyBytes = 32;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    private readonly Lazy<byte[]> _key = new(() => Read(options));

    /// <param name="purpose">What the secret is of: sealed for one webhook, it opens for no other.</param>
    public string Seal(byte[] secret, string purpose)
    {
        byte[] whole = new byte[NonceBytes + TagBytes + secret.Length];
        RandomNumberGenerator.Fill(whole.AsSpan(0, NonceBytes));
        using AesGcm aes = new(_key.Value, TagBytes);
        aes.Encrypt(whole.AsSpan(0, NonceBytes), secret, whole.AsSpan(NonceBytes + TagBytes), whole.AsSpan(NonceBytes, TagBytes), Encoding.UTF8.GetBytes(purpose));
        return Convert.ToBase64String(whole);
    }

    /// <summary>Null when it was sealed with another key or for another purpose.</summary>
    public byte[]? Open(string sealedSecret, string purpose)
    {
        byte[] whole = Convert.FromBase64String(sealedSecret);
        byte[] secret = new byte[whole.Length - NonceBytes - TagBytes];
        using AesGcm aes = new(_key.Value, TagBytes);
        try
        {
            aes.Decrypt(whole.AsSpan(0, NonceBytes), whole.AsSpan(NonceBytes + TagBytes), whole.AsSpan(NonceBytes, TagBytes), secret, Encoding.UTF8.GetBytes(purpose));
            return secret;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private static byte[] Read(CatalogOptions options)
    {
        if (options.WebhookKey is { } given)
            return Decode(given, "the key for webhooks that was given");
        string path = Path.Combine(options.DataDirectory, FileName);
        try
        {
            FileStreamOptions file = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                file.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            byte[] key = RandomNumberGenerator.GetBytes(KeyBytes);
            using FileStream made = new(path, file);
            made.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(key)));
            made.Flush(flushToDisk: true);
            return key;
        }
        catch (IOException) when (File.Exists(path))
        {
            return Decode(File.ReadAllText(path).Trim(), path);
        }
    }

    private static byte[] Decode(string text, string where)
    {
        byte[] key = new byte[KeyBytes];
        return Convert.TryFromBase64String(text, key, out int length) && length == KeyBytes
            ? key
            : throw new InvalidOperationException($"{where} is no key: it must be {KeyBytes} bytes in base64. Restore it from a backup, or remove it and rotate the secret of every webhook.");
    }
}
