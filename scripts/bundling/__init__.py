"""What scripts/make_bundle.py puts onto a stick for a Windows PC without network. docs/bundle.md is the guide."""
