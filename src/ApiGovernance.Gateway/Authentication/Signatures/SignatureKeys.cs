using System.Collections.Frozen;
using ApiGovernance.Gateway.Authorization;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Snapshots;

namespace ApiGovernance.Gateway.Authentication.Signatures;

/// <summary>The keys for signatures of a snapshot's consumers, by their ids.</summary>
internal sealed class SignatureKeys
{
    private readonly FrozenDictionary<string, SignatureKey> byId;

    public SignatureKeys(IEnumerable<SnapshotConsumer> consumers, Func<string, ConsumerModel> model, GatewaySecrets secrets)
    {
        Dictionary<string, SignatureKey?> keys = new(StringComparer.Ordinal);
        foreach (SnapshotConsumer consumer in consumers)
        {
            foreach (ConsumerSignatureKey key in consumer.SignatureKeys)
            {
                TokenIdentity identity = new("signature", key.KeyId, [], DateTimeOffset.MaxValue) { Proof = CallerProof.Signature };
                // An id that two keys have names neither; the catalog refuses it, so this is a defence only.
                keys[key.KeyId] = keys.ContainsKey(key.KeyId) ? null : new SignatureKey(key, model(consumer.Name), identity, secrets);
            }
        }

        byId = keys.Where(pair => pair.Value is not null).ToFrozenDictionary(pair => pair.Key, pair => pair.Value!, StringComparer.Ordinal);
    }

    public SignatureKey? Find(string keyId) => byId.GetValueOrDefault(keyId);
}
