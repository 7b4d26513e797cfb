using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Encoding;

namespace ZkRollup.Protocol.Tests.Encoding;

/// <summary>Gives fields new values: all of them, or one.</summary>
/// <param name="random">Where values come from; null for the greatest ones.</param>
/// <param name="only">The number of the one field to change, or a negative number for all.</param>
internal struct FieldEditor(Random? random, int only = -1) : IFieldVisitor
{
    private int _next;

    public ulong Integer(in IntegerField field, ulong value)
    {
        if (!IsNext())
        {
            return value;
        }

        ulong result = random is null ? field.Max : Values.Integer(random, field.Min, field.Max);
        return only < 0 || result != value ? result : result == field.Max ? field.Min : result + 1;
    }

    public Fr Element(in ElementField field, in Fr value)
    {
        if (!IsNext())
        {
            return value;
        }

        int bits = field.IsPacked ? 252 : 255;
        Fr result = random is null ? Values.Element((field.IsPacked ? System.Numerics.BigInteger.One << 252 : Values.Modulus) - 1)
            : Values.Element(random, bits);
        return only < 0 || result != value ? result : result.IsZero ? Fr.One : Fr.Zero;
    }

    public EthereumAddress Address(string name, int lane, EthereumAddress value)
    {
        if (!IsNext())
        {
            return value;
        }

        EthereumAddress result = random is null ? Values.Address(new Random(0)) : Values.Address(random);
        return only < 0 || result != value ? result : default;
    }

    private bool IsNext() => only < 0 || _next++ == only;
}
