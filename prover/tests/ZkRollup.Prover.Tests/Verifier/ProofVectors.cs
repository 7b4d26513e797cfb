using System.Numerics;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;
using ZkRollup.Prover.Cpu;
using ZkRollup.Prover.Plonk;
using ZkRollup.Prover.Tests.Kzg;
using ZkRollup.Prover.Tests.Plonk;
using ZkRollup.Prover.Verifier;

namespace ZkRollup.Prover.Tests.Verifier;

/// <summary>The cases of docs/vectors/proof.json: proofs over the development string with seeded blinding, and changes to them.</summary>
internal static class ProofVectors
{
    /// <summary>A key and what is verified under it.</summary>
    internal sealed record Group(VerifyingKey Key, IReadOnlyList<Case> Cases);

    /// <summary>A statement, where it is verified, and what claims to be its proof.</summary>
    internal sealed record Case(string Name, ProofContext Context, int Slots, PublicInputs Inputs, byte[] Proof, VerificationStatus Status);

    /// <summary>
    /// Every feature with a limb table that fits a slot and one column a pack; with a table that does not and two; and a small circuit
    /// without tables, buses, copies and instance columns, with four.
    /// </summary>
    internal static IReadOnlyList<Group> All()
    {
        Statement shortTable = SampleCircuits.Everything(slots: 2, limbBits: 3, seed: 61);
        VerifyingKey shortKey = Prove(shortTable, Statement.Context, new(1, 2, 8), seed: 71, out byte[] shortProof);
        Statement longTable = SampleCircuits.Everything(slots: 4, limbBits: 5, seed: 62);
        VerifyingKey longKey = Prove(longTable, Statement.Context, new(2, 4, 4), seed: 72, out byte[] longProof);
        Statement noLastWord = WithoutLastWord(longTable);
        _ = Prove(noLastWord, Statement.Context, new(2, 4, 4), seed: 73, out byte[] noLastWordProof);
        ProofContext noBlobs = Statement.MakeContext(ulong.MaxValue, 0x80, []);
        Statement squares = SampleCircuits.Squares(slots: 16, seed: 63);
        VerifyingKey squaresKey = Prove(squares, noBlobs, new(4, 4, 32), seed: 74, out byte[] squaresProof);
        return
        [
            new(shortKey, [.. Changed(shortKey, Valid("valid", shortTable, Statement.Context, shortProof))]),
            new(
                longKey,
                [
                    .. Changed(longKey, Valid("valid", longTable, Statement.Context, longProof)),
                    Valid("fewer instance words, the rest zero", noLastWord, Statement.Context, noLastWordProof),
                ]),
            new(squaresKey, [.. Changed(squaresKey, Valid("valid, no blobs", squares, noBlobs, squaresProof))]),
        ];
    }

    private static VerifyingKey Prove(Statement statement, ProofContext context, KeySetupOptions options, int seed, out byte[] proof)
    {
        ProvingKey key = KeySetup.Create(statement.Circuit, StringSamples.Development, options);
        using CpuBackend backend = new();
        using PlonkProver prover = new(backend, new SeededBlinding(seed));
        ProvingResult result = prover.Prove(key, context, statement.Inputs, statement.Trace);
        Assert.True(result.IsSuccess, result.ToString());
        proof = result.Proof!;
        return key.VerifyingKey;
    }

    private static Case Valid(string name, Statement statement, ProofContext context, byte[] proof) =>
        new(name, context, statement.Trace.Slots, statement.Inputs, proof, VerificationStatus.Valid);

    /// <summary>The last slot repeats a word of 0, which the public inputs then need not say.</summary>
    private static Statement WithoutLastWord(Statement statement)
    {
        int row = (statement.Trace.Slots - 1) * statement.Circuit.RowsPerSlot;
        Statement changed = statement.With(trace => trace[row, SampleCircuits.WordColumn] = Fr.Zero);
        Fr[] words = [.. statement.Inputs.Columns[0]];
        return changed with { Inputs = new([.. statement.Inputs.Scalars], [words[..^1]]) };
    }

    private static IEnumerable<Case> Changed(VerifyingKey key, Case valid) =>
        [valid, .. OtherStatements(key, valid), .. OtherPlaces(valid), .. OtherBytes(key.Layout, valid)];

    private static IEnumerable<Case> OtherStatements(VerifyingKey key, Case valid)
    {
        Fr[] scalars = [.. valid.Inputs.Scalars];
        Fr[][] columns = [.. valid.Inputs.Columns.Select(column => column.ToArray())];
        yield return valid with { Name = "slots not a power of two", Slots = 3, Status = VerificationStatus.SlotsNotAllowed };
        yield return valid with { Name = "too many slots", Slots = 128, Status = VerificationStatus.SlotsNotAllowed };
        if (key.Shape.SlotsMax > valid.Slots)
        {
            yield return valid with { Name = "other slots", Slots = 2 * valid.Slots, Status = VerificationStatus.PairingsDiffer };
        }

        Case Rejected(string name, VerificationStatus status, Fr[] inputs, Fr[][] words) =>
            valid with { Name = name, Inputs = new(inputs, words), Status = status };

        yield return Rejected("public scalar plus one", VerificationStatus.PairingsDiffer, [scalars[0] + Fr.One, .. scalars[1..]], columns);
        yield return Rejected("public scalar missing", VerificationStatus.PublicScalarCount, scalars[1..], columns);
        yield return Rejected("instance column too many", VerificationStatus.InstanceColumnCount, scalars, [.. columns, []]);
        if (columns.Length > 0)
        {
            Fr[] words = columns[0];
            yield return Rejected("instance column missing", VerificationStatus.InstanceColumnCount, scalars, []);
            yield return Rejected("instance word too many", VerificationStatus.InstanceWordCount, scalars, [[.. words, Fr.Zero]]);
            yield return Rejected("instance word missing", VerificationStatus.PairingsDiffer, scalars, [words[..^1]]);
            Fr[] swapped = [words[1], words[0], .. words[2..]];
            yield return Rejected("instance words swapped", VerificationStatus.PairingsDiffer, scalars, [swapped]);
        }
    }

    private static IEnumerable<Case> OtherPlaces(Case valid)
    {
        byte[] blobs = valid.Context.BlobHashes.ToArray();
        (string Name, ProofContext Context)[] places =
        [
            ("other chain", new(valid.Context.ChainId ^ 1, valid.Context.Contract, blobs)),
            ("other contract", Statement.MakeContext(valid.Context.ChainId, contract: 1, blobs)),
            ("blob too many", new(valid.Context.ChainId, valid.Context.Contract, [.. blobs, .. Enumerable.Repeat((byte)1, 32)])),
        ];
        return places.Select(place =>
            valid with { Name = place.Name, Context = place.Context, Status = VerificationStatus.PairingsDiffer });
    }

    private static IEnumerable<Case> OtherBytes(ProofLayout layout, Case valid)
    {
        byte[] proof = valid.Proof;
        int lastPoint = layout.PointOffset(layout.PointCount - 1);
        int opening = layout.PointOffset(layout.PointCount - 2);
        int evaluation = layout.EvaluationOffset(layout.EvaluationCount - 1);
        int firstEvaluation = layout.EvaluationOffset(0);
        byte[] overlong = Added(proof, evaluation, ProofLayout.ScalarLength, Fr.Modulus);
        byte[] beyond = Added(proof, layout.PointOffset(1), Fp.ByteLength, Fp.Modulus);
        byte[] lastOff = Moved(proof, lastPoint, StringSamples.MovedOff);
        byte[] firstOutside = Moved(proof, 0, StringSamples.MovedOutside);
        byte[] flipped = [.. proof];
        flipped[evaluation + ProofLayout.ScalarLength - 1] ^= 1;
        byte[] swapped = [.. proof];
        proof.AsSpan(0, firstEvaluation).CopyTo(swapped);
        proof.AsSpan(evaluation, ProofLayout.ScalarLength).CopyTo(swapped.AsSpan(firstEvaluation));
        proof.AsSpan(firstEvaluation, ProofLayout.ScalarLength).CopyTo(swapped.AsSpan(evaluation));
        (string Name, VerificationStatus Status, byte[] Proof)[] cases =
        [
            ("last byte missing", VerificationStatus.ProofLength, proof[..^1]),
            ("byte at the end", VerificationStatus.ProofLength, [.. proof, 0]),
            ("empty", VerificationStatus.ProofLength, []),
            ("x of point 1 plus p", VerificationStatus.PointNotCanonical, beyond),
            ("y of W' plus p", VerificationStatus.PointNotCanonical, Added(proof, lastPoint + Fp.ByteLength, Fp.ByteLength, Fp.Modulus)),
            ("point 0 off the curve", VerificationStatus.PointNotOnCurve, Moved(proof, 0, StringSamples.MovedOff)),
            ("point 0 off the curve, 1 plus p", VerificationStatus.PointNotOnCurve, Moved(beyond, 0, StringSamples.MovedOff)),
            ("W' off the curve", VerificationStatus.PointNotOnCurve, lastOff),
            ("scalar plus r, W' off curve", VerificationStatus.PointNotOnCurve, Joined(overlong, lastOff, lastPoint)),
            ("evaluation plus r", VerificationStatus.EvaluationNotCanonical, overlong),
            ("point 0 outside, scalar plus r", VerificationStatus.EvaluationNotCanonical, Joined(firstOutside, overlong, evaluation)),
            ("point 0 outside the subgroup", VerificationStatus.PointNotInSubgroup, firstOutside),
            ("W outside the subgroup", VerificationStatus.PointNotInSubgroup, Moved(proof, opening, StringSamples.MovedOutside)),
            ("W' of order three", VerificationStatus.PointNotInSubgroup, Moved(proof, lastPoint, (in _) => StringSamples.OrderThree)),
            ("last evaluation flipped", VerificationStatus.PairingsDiffer, flipped),
            ("evaluations swapped", VerificationStatus.PairingsDiffer, swapped),
            ("W' negated", VerificationStatus.PairingsDiffer, Moved(proof, lastPoint, (in point) => new(point.X, -point.Y))),
            ("W' at infinity", VerificationStatus.PairingsDiffer, Moved(proof, lastPoint, (in _) => G1Affine.Infinity)),
            ("all zero", VerificationStatus.PairingsDiffer, new byte[proof.Length]),
        ];
        return cases.Select(item => valid with { Name = item.Name, Status = item.Status, Proof = item.Proof });
    }

    /// <summary>The bytes with a modulus added to a big-endian integer, which stays within its length.</summary>
    private static byte[] Added(byte[] bytes, int offset, int length, ReadOnlySpan<ulong> modulus)
    {
        BigInteger sum = new(bytes.AsSpan(offset, length), isUnsigned: true, isBigEndian: true);
        for (int i = 0; i < modulus.Length; i++)
        {
            sum += new BigInteger(modulus[i]) << (64 * i);
        }

        byte[] written = sum.ToByteArray(isUnsigned: true, isBigEndian: true);
        Assert.InRange(written.Length, 1, length);
        byte[] result = [.. bytes];
        result.AsSpan(offset, length).Clear();
        written.CopyTo(result.AsSpan(offset + length - written.Length));
        return result;
    }

    private static byte[] Moved(byte[] bytes, int offset, PointChange change)
    {
        byte[] result = [.. bytes];
        Span<byte> encoded = result.AsSpan(offset, ProofLayout.PointLength);
        Assert.Equal(PointDecodeResult.Success, PointCodec.TryReadUnchecked(encoded, out G1Affine point));
        PointCodec.Write(change(point), encoded);
        return result;
    }

    private static byte[] Joined(byte[] front, byte[] back, int at) => [.. front[..at], .. back[at..]];

    private delegate G1Affine PointChange(in G1Affine point);
}
