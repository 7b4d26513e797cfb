using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Protocol.Encoding;

/// <summary>Packs fields into lanes.</summary>
internal ref struct LaneWriter : IFieldVisitor
{
    private readonly Span<Fr> _lanes;
    private LanePacker _packer;
    private int _lane;

    /// <summary>Starts the first lane with the number of the transaction.</summary>
    /// <param name="lanes">All lanes; those that no field has must be zero already.</param>
    /// <param name="kind">The transaction.</param>
    internal LaneWriter(Span<Fr> lanes, TransactionKind kind)
    {
        _lanes = lanes;
        _lane = kind.FirstLane();
        _packer = new LanePacker().Add((ulong)kind, TransactionKindExtensions.Bits);
    }

    public ulong Integer(in IntegerField field, ulong value)
    {
        MoveTo(field.Lane);
        _ = _packer.Add(field.Require(value), field.Bits);
        return value;
    }

    public Fr Element(in ElementField field, in Fr value)
    {
        MoveTo(field.Lane);
        _lanes[field.Lane] = value;
        _lane++;
        return value;
    }

    public EthereumAddress Address(string name, int lane, EthereumAddress value)
    {
        MoveTo(lane);
        _packer = AddressLane.Append(_packer, value);
        return value;
    }

    /// <summary>Closes the last lane.</summary>
    internal void Finish() => MoveTo(_lanes.Length);

    private void MoveTo(int lane)
    {
        if (lane != _lane)
        {
            _lanes[_lane] = _packer.ToElement();
            _packer = default;
            _lane = lane;
        }
    }
}
