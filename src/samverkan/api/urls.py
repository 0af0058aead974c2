"""Addresses of the API."""

from django.urls import URLPattern, path

from samverkan.api import views

urlpatterns: list[URLPattern] = [
    path("arenden/", views.case_list, name="api_cases"),
    path("arenden/<uuid:case>/", views.case, name="api_case"),
    path("utlamnanden/", views.disclosures, name="api_disclosures"),
]
