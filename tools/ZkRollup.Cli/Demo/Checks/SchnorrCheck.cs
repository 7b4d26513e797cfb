using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Signatures;

namespace ZkRollup.Cli.Demo.Checks;

/// <summary>Signatures over Jubjub, one after the other or in a batch: each valid for its message only.</summary>
internal sealed class SchnorrCheck(bool isBatch) : SelfCheck
{
    private Fr[] _messages = [];
    private SchnorrPublicKey[] _keys = [];
    private SchnorrSignature[] _signatures = [];
    private int _forged;

    internal override string Name => isBatch ? "Schnorr verification, batch" : "Schnorr verification, single";

    internal override void Prepare(bool isQuick)
    {
        int count = isQuick ? 8 : 500;
        _messages = ScalarSequence.Create(count, seed: 8);
        _keys = new SchnorrPublicKey[count];
        _signatures = new SchnorrSignature[count];
        for (int i = 0; i < count; i++)
        {
            byte[] seed = new byte[SchnorrSecretKey.SeedLength];
            seed[0] = (byte)(i % 7);
            using SchnorrSecretKey key = SchnorrSecretKey.FromSeed(seed);
            _keys[i] = key.PublicKey;
            _signatures[i] = key.Sign(_messages[i]);
        }

        _forged = count / 2;
        _messages[_forged] += Fr.One;
    }

    internal override CheckResult Run(CancellationToken cancellation)
    {
        bool[] valid = new bool[_messages.Length];
        for (int i = 0; i < valid.Length && !isBatch; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            valid[i] = Schnorr.Verify(_keys[i], _messages[i], _signatures[i]) == SchnorrResult.Valid;
        }

        const int BatchSize = 50;
        for (int start = 0; start < valid.Length && isBatch; start += BatchSize)
        {
            cancellation.ThrowIfCancellationRequested();
            Range range = start..Math.Min(valid.Length, start + BatchSize);
            Schnorr.VerifyBatch(_keys.AsSpan(range), _messages.AsSpan(range), _signatures.AsSpan(range), valid.AsSpan(range));
        }

        bool holds = valid.Select((isValid, i) => isValid == (i != _forged)).All(isRight => isRight);
        return CheckResult.Of(holds, "a valid signature is rejected or the forged one accepted", valid.Length, "signatures");
    }
}
