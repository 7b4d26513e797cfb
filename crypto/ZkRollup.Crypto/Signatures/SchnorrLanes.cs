using System.Runtime.CompilerServices;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Hashing;
using ZkRollup.Crypto.Lanes;

namespace ZkRollup.Crypto.Signatures;

/// <summary>Sixteen verification equations side by side, on AVX-512.</summary>
/// <remarks>
/// Each lane computes s·G − c·A and compares it with its R: there is no combination of lanes. Doublings are shared by both products
/// (Straus). Cost of a lane: 252 doublings, 63 additions of multiples of A, 7 to make these, 32 of multiples of G, two permutations. Lanes
/// may add l to c or s, so A must have order l; every <see cref="SchnorrPublicKey"/> but the default one has.
/// </remarks>
internal static unsafe class SchnorrLanes
{
    /// <summary>Signatures of one call.</summary>
    internal const int Group = JubjubLanes.Group;

    /// <summary>Digits of c. The highest is always 1, since c, or c + l, is below 2^253.</summary>
    private const int PointDigits = 256 / JubjubLaneTables.PointBits;

    /// <summary>Digits of c to one of s.</summary>
    private const int DigitRatio = JubjubLaneTables.GeneratorBits / JubjubLaneTables.PointBits;

    private const int TableSize = JubjubLaneTables.PointEntries * JubjubLanes.PointSize;

    private static readonly double* Enter = Fr8.AllocateFactors(Fr8.EnterRadix);

    /// <summary>Offsets of the coordinates in the elements that one call loads, sixteen each.</summary>
    private const int NegatedKeyX = 0, KeyY = Group, NonceX = 2 * Group, NonceY = 3 * Group, Elements = 4 * Group;

    /// <summary>Verifies up to sixteen signatures; no key is the default one and every R is on the curve.</summary>
    /// <param name="indices">Which signatures: 1 to 16 indices into the other spans; unused lanes repeat the first.</param>
    /// <param name="keys">All keys.</param>
    /// <param name="messageHashes">All message hashes.</param>
    /// <param name="signatures">All signatures.</param>
    /// <param name="valid">Receives the outcomes at these indices.</param>
    [SkipLocalsInit]
    internal static void Verify(
        ReadOnlySpan<int> indices,
        ReadOnlySpan<SchnorrPublicKey> keys,
        ReadOnlySpan<Fr> messageHashes,
        ReadOnlySpan<SchnorrSignature> signatures,
        Span<bool> valid)
    {
        Fr* elements = stackalloc Fr[Elements];
        ulong* scalarDigits = stackalloc ulong[Fr.LimbCount * Group];
        ulong* challengeDigits = stackalloc ulong[Fr.LimbCount * Group];
        Span<Fr> states = stackalloc Fr[Poseidon2.Width * Group];
        Span<ulong> limbs = stackalloc ulong[Fr.LimbCount];
        WriteChallenges(indices, keys, messageHashes, signatures, states);
        for (int lane = 0; lane < Group; lane++)
        {
            int index = indices[lane < indices.Length ? lane : 0];
            elements[NegatedKeyX + lane] = -keys[index].X;
            elements[KeyY + lane] = keys[index].Y;
            elements[NonceX + lane] = signatures[index].NonceX;
            elements[NonceY + lane] = signatures[index].NonceY;
            signatures[index].Scalar.WriteCanonicalLimbs(limbs);
            JubjubLaneTables.WriteDigits(limbs, scalarDigits, lane);
            Schnorr.WriteChallenge(states[Poseidon2.Width * lane], limbs);
            JubjubLaneTables.WriteDigits(limbs, challengeDigits, lane);
        }

        Fr* differences = stackalloc Fr[3 * Group];
        Evaluate(elements, scalarDigits, challengeDigits, differences);
        for (int lane = 0; lane < indices.Length; lane++)
        {
            valid[indices[lane]] =
                differences[lane].IsZero & differences[Group + lane].IsZero & !differences[(2 * Group) + lane].IsZero;
        }
    }

    /// <summary>The first element of state i becomes the digest of signature i.</summary>
    private static void WriteChallenges(
        ReadOnlySpan<int> indices,
        ReadOnlySpan<SchnorrPublicKey> keys,
        ReadOnlySpan<Fr> messageHashes,
        ReadOnlySpan<SchnorrSignature> signatures,
        Span<Fr> states)
    {
        Fr capacity = Poseidon2.SpongeCapacity(Schnorr.ChallengeDomain, Schnorr.ChallengeElements);
        for (int lane = 0; lane < Group; lane++)
        {
            int index = indices[lane < indices.Length ? lane : 0];
            Span<Fr> state = states.Slice(Poseidon2.Width * lane, Poseidon2.Width);
            state[0] = signatures[index].NonceX;
            state[1] = signatures[index].NonceY;
            state[2] = keys[index].X;
            state[3] = capacity;
        }

        Poseidon2.PermuteBatch(states);
        for (int lane = 0; lane < Group; lane++)
        {
            int index = indices[lane < indices.Length ? lane : 0];
            Span<Fr> state = states.Slice(Poseidon2.Width * lane, Poseidon2.Width);
            state[0] += keys[index].Y;
            state[1] += messageHashes[index];
        }

        Poseidon2.PermuteBatch(states);
    }

    /// <summary>For (X : Y : Z) = s·G − c·A: R.x·Z − X, R.y·Z − Y and Z, up to a factor.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Evaluate(Fr* elements, ulong* scalarDigits, ulong* challengeDigits, Fr* differences)
    {
        const int size = TableSize + (4 * JubjubLanes.PointSize);
        byte* memory = stackalloc byte[(size * sizeof(Fr8)) + 64];
        Fr8* table = (Fr8*)(((nint)memory + 63) & ~63);
        Fr8* sum = table + TableSize;
        Fr8* scratch = sum + JubjubLanes.PointSize;
        Fr8* entry = scratch + JubjubLanes.PointSize;
        LoadPair(sum + JubjubLanes.X, elements + NegatedKeyX);
        LoadPair(sum + JubjubLanes.Y, elements + KeyY);
        Fr8.Broadcast(sum + JubjubLanes.Z, Fr8.RadixRatio);
        Fr8.Broadcast(sum + JubjubLanes.Z + 1, Fr8.RadixRatio);
        Fr8.MultiplyPair(sum + JubjubLanes.T, sum + JubjubLanes.X, sum + JubjubLanes.Y);
        JubjubLaneTables.WriteOddMultiples(table, sum, scratch);
        for (int i = PointDigits - 2; i >= 0; i--)
        {
            for (int j = 1; j <= JubjubLaneTables.PointBits; j++)
            {
                JubjubLanes.Double(sum, scratch, withT: j == JubjubLaneTables.PointBits);
            }

            JubjubLaneTables.Select(entry, table, challengeDigits, i);
            JubjubLanes.Add(sum, entry, scratch, isAffine: false, withT: i % DigitRatio == 0);
            if (i % DigitRatio == 0)
            {
                JubjubLaneTables.SelectGenerator(entry, scalarDigits, i / DigitRatio);
                JubjubLanes.Add(sum, entry, scratch, isAffine: true, withT: false);
            }
        }

        LoadPair(scratch, elements + NonceX);
        LoadPair(scratch + JubjubLanes.Pair, elements + NonceY);
        Fr8.MultiplyPair(scratch, scratch, sum + JubjubLanes.Z);
        Fr8.MultiplyPair(scratch + JubjubLanes.Pair, scratch + JubjubLanes.Pair, sum + JubjubLanes.Z);
        for (int half = 0; half < JubjubLanes.Pair; half++)
        {
            Fr8.Subtract(scratch + half, scratch + half, sum + JubjubLanes.X + half);
            Fr8.Subtract(scratch + JubjubLanes.Pair + half, scratch + JubjubLanes.Pair + half, sum + JubjubLanes.Y + half);
            Fr8.Store(differences + (8 * half), scratch + half);
            Fr8.Store(differences + Group + (8 * half), scratch + JubjubLanes.Pair + half);
            Fr8.Store(differences + (2 * Group) + (8 * half), sum + JubjubLanes.Z + half);
        }
    }

    /// <summary>Loads sixteen elements into the radix of lane products.</summary>
    private static void LoadPair(Fr8* target, Fr* source)
    {
        Fr8.Load(target, source);
        Fr8.Load(target + 1, source + 8);
        Fr8.ScalePair(target, target, Enter);
    }
}
