using System.Buffers.Binary;
using ZkRollup.Bench.Harness;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Signatures;

namespace ZkRollup.Bench.Micro;

/// <summary>Schnorr signatures: verified in batches, verified alone, made.</summary>
internal sealed class SignatureBenchmarks : IBenchmarkSource
{
    public IEnumerable<BenchmarkGroup> Groups(BenchmarkContext context)
    {
        int batch = context.Size(full: 1024, quick: 4);
        yield return new BenchmarkGroup(
            "schnorr.batch",
            $"verification of a Schnorr signature, {batch} at once, all valid",
            () => Batch(batch))
        {
            Clock = ClockKind.Process,
            Goals = [Goal.AtMost("batch", 60, TimeUnit.Microseconds)],
        };
        yield return new BenchmarkGroup("schnorr.single", "verification of a valid Schnorr signature, alone", () => Single());
        yield return new BenchmarkGroup("schnorr.sign", "Schnorr signature of a message hash", () =>
        {
            SchnorrSecretKey key = Key(0);
            Fr message = Inputs.FrElements(1)[0];
            return [new Contender("sign", 1, () => _ = key.Sign(message))];
        });
    }

    private static IReadOnlyList<Contender> Batch(int count)
    {
        SignedMessages signed = Sign(count);
        bool[] valid = new bool[count];
        return
        [
            new Contender("batch", count, () =>
            {
                Schnorr.VerifyBatch(signed.Keys, signed.Messages, signed.Signatures, valid);
                RequireValid(Array.TrueForAll(valid, v => v));
            }),
        ];
    }

    private static IReadOnlyList<Contender> Single()
    {
        SignedMessages signed = Sign(1);
        return
        [
            new Contender("single", 1, () => RequireValid(
                Schnorr.Verify(signed.Keys[0], signed.Messages[0], signed.Signatures[0]) == SchnorrResult.Valid)),
        ];
    }

    private static void RequireValid(bool isValid)
    {
        if (!isValid)
        {
            throw new InvalidOperationException("A signature that was just made does not verify.");
        }
    }

    /// <summary>Distinct keys, distinct messages.</summary>
    private static SignedMessages Sign(int count)
    {
        SignedMessages signed = new(new SchnorrPublicKey[count], Inputs.FrElements(count), new SchnorrSignature[count]);
        for (int i = 0; i < count; i++)
        {
            using SchnorrSecretKey key = Key(i);
            signed.Keys[i] = key.PublicKey;
            signed.Signatures[i] = key.Sign(signed.Messages[i]);
        }

        return signed;
    }

    private static SchnorrSecretKey Key(int index)
    {
        Span<byte> seed = stackalloc byte[SchnorrSecretKey.SeedLength];
        seed.Clear();
        BinaryPrimitives.WriteInt32LittleEndian(seed, index);
        return SchnorrSecretKey.FromSeed(seed);
    }

    private sealed record SignedMessages(SchnorrPublicKey[] Keys, Fr[] Messages, SchnorrSignature[] Signatures);
}
